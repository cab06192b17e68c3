"""A rotation function for PostgreSQL as AWS's user guide describes one: single user, or two in turn.

Two in turn need the field "masterarn": the secret of a login that may make and change both.
"""

import json
import os

import boto3
from postgres import Connection, Refused, literal, name

SUFFIX = "_clone"
secrets = boto3.client("secretsmanager", endpoint_url=os.environ.get("AWS_ENDPOINT_URL"))


def handler(event, context):
    secret, version, step = event["SecretId"], event["ClientRequestToken"], event["Step"]
    described = secrets.describe_secret(SecretId=secret)
    if not described.get("RotationEnabled", True):
        raise ValueError("rotation is off")
    stages = described["VersionIdsToStages"].get(version, [])
    if "AWSCURRENT" in stages:
        return
    if "AWSPENDING" not in stages:
        raise ValueError("the version is not pending")
    {
        "createSecret": create,
        "setSecret": put,
        "testSecret": test,
        "finishSecret": finish,
    }[step](secret, version)


def create(secret, version):
    current = value(secret, stage="AWSCURRENT")
    try:
        value(secret, version=version, stage="AWSPENDING")
    except secrets.exceptions.ResourceNotFoundException:
        fresh = secrets.get_random_password(PasswordLength=32, ExcludePunctuation=True)
        pending = current | {"username": next_user(current), "password": fresh["RandomPassword"]}
        secrets.put_secret_value(
            SecretId=secret,
            ClientRequestToken=version,
            SecretString=json.dumps(pending),
            VersionStages=["AWSPENDING"],
        )


def next_user(current):
    user = current["username"]
    if "masterarn" not in current:
        return user
    return user.removesuffix(SUFFIX) if user.endswith(SUFFIX) else user + SUFFIX


def put(secret, version):
    current = value(secret, stage="AWSCURRENT")
    pending = value(secret, version=version, stage="AWSPENDING")
    if pending["username"] != next_user(current):
        raise ValueError("the pending user is not the next one")
    if works(pending):
        return
    changing = value(current["masterarn"], stage="AWSCURRENT") if "masterarn" in current else current
    user = name(pending["username"])
    with connect(pending | {f: changing[f] for f in ("username", "password")}) as database:
        known = database.run(
            f"SELECT rolname FROM pg_roles WHERE rolname = {literal(pending['username'])}"
        )
        if not known:
            database.run(f"CREATE ROLE {user} LOGIN")
            database.run(f"GRANT {name(current['username'])} TO {user}")
        database.run(f"ALTER ROLE {user} PASSWORD {literal(pending['password'])}")


def test(secret, version):
    if not works(value(secret, version=version, stage="AWSPENDING")):
        raise ValueError("the pending login is refused, not even with " + os.environ.get("PLANTED", ""))


def finish(secret, version):
    stages = secrets.describe_secret(SecretId=secret)["VersionIdsToStages"]
    old = next(known for known, labels in stages.items() if "AWSCURRENT" in labels)
    secrets.update_secret_version_stage(
        SecretId=secret,
        VersionStage="AWSCURRENT",
        MoveToVersionId=version,
        RemoveFromVersionId=old,
    )


def value(secret, stage, version=None):
    ask = {"SecretId": secret, "VersionStage": stage}
    if version:
        ask["VersionId"] = version
    return json.loads(secrets.get_secret_value(**ask)["SecretString"])


def connect(login):
    return Connection(
        login["host"], login["port"], login["dbname"], login["username"], login["password"]
    )


def works(login):
    try:
        with connect(login) as database:
            return database.run("SELECT 1") == ["1"]
    except Refused:
        return False
