"""ministack, with what the tests need of AWS and ministack leaves out: a RotateSecret that drives the
function through its four steps, the last use of an access key, two keys for a user and no third, the
client's request token as version id of a new secret, what service control policies deny, the role and the action in CloudTrail, and no change to a version that is there: the same
value again is ignored, another one refused. A secret without a value has no version, the first version
is current whatever its labels, and a label is on one version.

Settings come from the environment: BIND_HOST, GATEWAY_PORT, AUTH, CLOUDTRAIL_RECORDING.
Prints "Ready." once it answers, as LocalStack does.
"""

import contextvars
import http.client
import json
import logging
import os
import threading
import time
import uuid

from ministack.app import main
from ministack.core import iam_evaluator
from ministack.core.responses import error_response_json, json_response
from ministack.services import cloudtrail, iam, lambda_svc, organizations, secretsmanager

STEPS = ["createSecret", "setSecret", "testSecret", "finishSecret"]
last_used = {}
principals = {}
log = logging.getLogger("rotation")


def rotate(request):
    _, secret = secretsmanager._resolve(request.get("SecretId"))
    if not secret:
        return error_response_json("ResourceNotFoundException", "Secrets Manager can't find the specified secret.", 400)
    arn = request.get("RotationLambdaARN") or secret.get("RotationLambdaARN")
    if not arn:
        return error_response_json("InvalidRequestException", "No Lambda rotation function ARN is associated with this secret.", 400)
    function, config, _ = lambda_svc._get_func_record_for_ref(arn)
    if not function:
        return error_response_json("ResourceNotFoundException", "Lambda does not exist or could not be accessed", 400)
    secret["RotationLambdaARN"] = arn
    secret["RotationRules"] = request.get("RotationRules") or secret.get("RotationRules", {})
    secret["RotationEnabled"] = True
    version = request.get("ClientRequestToken") or str(uuid.uuid4())
    steps = ["testSecret"] if request.get("RotateImmediately") is False else STEPS
    if steps is STEPS:
        announce(secret, version)
    # The account and the region of the request are in its context, and the thread needs them.
    run = contextvars.copy_context().run
    threading.Thread(target=run, args=(drive, secret, version, steps, function, config), daemon=True).start()
    return json_response({"ARN": secret["ARN"], "Name": secret["Name"], "VersionId": version})


def announce(secret, version):
    """AWS labels a version that has no value yet, before it calls the function."""
    secretsmanager._remove_stage_everywhere(secret, "AWSPENDING", except_version_id=version)
    empty = {"SecretString": None, "SecretBinary": None, "CreatedDate": int(time.time()), "Stages": ["AWSPENDING"]}
    secret["Versions"].setdefault(version, empty)


def value(request):
    """A version without a value is none to whoever reads it."""
    status, headers, body = answer = real_value(request)
    if status == 200 and not json.loads(body).keys() & {"SecretString", "SecretBinary"}:
        return error_response_json("ResourceNotFoundException", "Secrets Manager can't find the specified secret value.", 400)
    return answer


def drive(secret, version, steps, function, config):
    for step in steps:
        event = {
            "Step": step,
            "SecretId": secret["ARN"],
            "ClientRequestToken": version,
            "RotationToken": str(uuid.uuid4()),
        }
        record = lambda_svc._execution_record_for_config(function, config)
        result = lambda_svc._execute_function_with_config_scope(record, event)
        if result.get("error"):
            log.warning("rotation of %s failed in %s", secret["Name"], step)
            return
    secret["LastRotatedDate"] = int(time.time())


def remembering_use(authenticate):
    def remember(key, account):
        request = iam_evaluator._signed_request.get()
        answer = authenticate(key, account)
        if isinstance(answer, iam_evaluator.ResolvedCredential):
            # Credential=KEY/DATE/REGION/SERVICE/aws4_request
            scope = request.headers.get("authorization", "").partition("Credential=")[2].split("/")
            if len(scope) > 3:
                last_used[key] = (iam._now(), scope[2], scope[3])
            principals[key] = answer.principal_arn
        return answer

    return remember


def telling_use(get_last_used):
    def tell(parameters):
        status, headers, body = get_last_used(parameters)
        used = last_used.get(iam._p(parameters, "AccessKeyId"))
        if status == 200 and used:
            never = b"<Region>N/A</Region><ServiceName>N/A</ServiceName>"
            at, region, service = used
            told = f"<LastUsedDate>{at}</LastUsedDate><Region>{region}</Region><ServiceName>{service}</ServiceName>"
            body = body.replace(never, told.encode())
        return status, headers, body

    return tell


def kept_beside_keys(make, plural, change, result, id_name, kind):
    """SSH keys, signing certificates and credentials of services: made, listed, switched off. Nobody logs in with one."""
    kept = iam.AccountScopedDict()

    def of_a_user(answer):
        def told(parameters):
            user = iam._p(parameters, "UserName")
            if user not in iam._users:
                return iam._error(404, "NoSuchEntity", f"The user with name {user} cannot be found.", ns="iam")
            return answer(parameters, user)
        return told

    def words(one):
        return "".join(f"<{name}>{value}</{name}>" for name, value in one.items())

    def made(parameters, user):
        number = kind + uuid.uuid4().hex[:17].upper()
        kept[number] = {"UserName": user, id_name: number, "Status": "Active"}
        if kind == "ACCA":
            kept[number]["ServiceName"] = iam._p(parameters, "ServiceName")
        body = f"<{make}Result><{result}>{words(kept[number])}</{result}></{make}Result>"
        return iam._xml(200, f"{make}Response", body, ns="iam")

    def listed(parameters, user):
        members = "".join(f"<member>{words(one)}</member>" for one in kept.values() if one["UserName"] == user)
        name = f"List{change.removeprefix('Update')}s"
        return iam._xml(200, f"{name}Response", f"<{name}Result><{plural}>{members}</{plural}></{name}Result>", ns="iam")

    def changed(parameters, user):
        one = kept.get(iam._p(parameters, id_name))
        if not one or one["UserName"] != user:
            return iam._error(404, "NoSuchEntity", "The credential cannot be found.", ns="iam")
        one["Status"] = iam._p(parameters, "Status")
        return iam._xml(200, f"{change}Response", "", ns="iam")

    iam._IAM_HANDLERS[make] = of_a_user(made)
    iam._IAM_HANDLERS[f"List{change.removeprefix('Update')}s"] = of_a_user(listed)
    iam._IAM_HANDLERS[change] = of_a_user(changed)


def name_by_action(event):
    """Calls of IAM and STS are told by their action, with parameters as AWS writes them, not as POST."""
    told = json.loads(event["CloudTrailEvent"])
    asked = told.get("requestParameters") or {}
    if event["EventName"] in ("POST.iam", "POST.sts") and "Action" in asked:
        parameters = {name[0].lower() + name[1:]: value for name, value in asked.items() if name not in ("Action", "Version")}
        told |= {"eventName": asked["Action"], "requestParameters": parameters}
        event["EventName"] = asked["Action"]
        event["CloudTrailEvent"] = json.dumps(told)


def naming_roles(record):
    """CloudTrail tells which role a session is of; without this it would be a user named as the key."""
    def tell(*given, **named):
        record(*given, **named)
        event = cloudtrail._get_event_queue()[-1]
        name_by_action(event)
        arn = principals.get(event["AccessKeyId"], "")
        if ":assumed-role/" in arn:
            told = json.loads(event["CloudTrailEvent"])
            known = {name: told["userIdentity"][name] for name in ("accountId", "accessKeyId")}
            told["userIdentity"] = {"type": "AssumedRole", "arn": arn} | known
            event["CloudTrailEvent"] = json.dumps(told)
            event["Username"] = arn.rpartition("/")[2]

    return tell


def with_two_keys_at_most(create):
    def limited(parameters):
        user = iam._p(parameters, "UserName")
        if sum(key["UserName"] == user for key in iam._access_keys.values()) >= 2:
            return iam._error(409, "LimitExceeded", "Cannot exceed quota for AccessKeysPerUser: 2")
        return create(parameters)

    return limited


def naming_the_version(create):
    def name(request):
        status, headers, body = create(request)
        token = request.get("ClientRequestToken")
        answer = json.loads(body) if status == 200 else {}
        _, secret = secretsmanager._resolve(answer.get("ARN"))
        if status == 200 and not (request.get("SecretString") or request.get("SecretBinary")):
            secret["Versions"] = {}
            return json_response({"ARN": answer["ARN"], "Name": answer["Name"]})
        if status != 200 or not token:
            return status, headers, body
        secret["Versions"] = {token: secret["Versions"].pop(answer["VersionId"])}
        return json_response(answer | {"VersionId": token})

    return name


def labelled(secret, request, put):
    first = not (secret or {}).get("Versions", True)
    answer = put(request)
    if answer[0] == 200:
        version = json.loads(answer[2])["VersionId"]
        for stage in request.get("VersionStages", []):
            secretsmanager._remove_stage_everywhere(secret, stage, except_version_id=version)
        if first:
            secretsmanager._add_stage(secret, version, "AWSCURRENT")
    return answer


def keeping_versions(put):
    def keep(request):
        _, secret = secretsmanager._resolve(request.get("SecretId"))
        token = request.get("ClientRequestToken")
        version = (secret or {}).get("Versions", {}).get(token)
        if not version or not any(version[kind] for kind in ("SecretString", "SecretBinary")):
            return labelled(secret, request, put)
        if any(version[kind] != request.get(kind) for kind in ("SecretString", "SecretBinary")):
            return error_response_json("ResourceExistsException", "The version id is taken by another value.", 400)
        answer = {"ARN": secret["ARN"], "Name": secret["Name"], "VersionId": token}
        return json_response(answer | {"VersionStages": list(version["Stages"])})

    return keep


def control_policies(account):
    """What Organizations attached to the account itself; their own account is beyond them."""
    for (owner, policy), targets in list(organizations._attachments._data.items()):
        if account in targets and account != owner:
            yield organizations._policies._data[(owner, policy)]["_Content"]


def under_control(evaluate):
    def controlled(context, policies, *limits):
        documents = [iam_evaluator.parse_policy_document(text) for text in control_policies(context.principal_account)]
        denials = [[one for one in statements if one.effect == "Deny"] for statements in documents]
        return evaluate(context, policies + denials, *limits)

    return controlled


def tell_when_ready():
    port = int(os.environ["GATEWAY_PORT"])
    while True:
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=2)
            connection.request("GET", "/_localstack/health")
            if connection.getresponse().status == 200:
                print("Ready.", flush=True)
                return
        except OSError:
            pass
        time.sleep(0.1)


real_value = secretsmanager._get_secret_value
secretsmanager._get_secret_value = value
secretsmanager._rotate_secret = rotate
secretsmanager._create_secret = naming_the_version(secretsmanager._create_secret)
secretsmanager._put_secret_value = keeping_versions(secretsmanager._put_secret_value)
cloudtrail.record_event = naming_roles(cloudtrail.record_event)
iam_evaluator.evaluate = under_control(iam_evaluator.evaluate)
iam_evaluator.authenticate = remembering_use(iam_evaluator.authenticate)
for action, change in ("GetAccessKeyLastUsed", telling_use), ("CreateAccessKey", with_two_keys_at_most):
    iam._IAM_HANDLERS[action] = change(iam._IAM_HANDLERS[action])
kept_beside_keys("UploadSSHPublicKey", "SSHPublicKeys", "UpdateSSHPublicKey", "SSHPublicKey", "SSHPublicKeyId", "APKA")
kept_beside_keys(
    "UploadSigningCertificate", "Certificates", "UpdateSigningCertificate", "Certificate", "CertificateId", "CERT")
kept_beside_keys(
    "CreateServiceSpecificCredential", "ServiceSpecificCredentials", "UpdateServiceSpecificCredential",
    "ServiceSpecificCredential", "ServiceSpecificCredentialId", "ACCA")

if __name__ == "__main__":
    threading.Thread(target=tell_when_ready, daemon=True).start()
    main()
