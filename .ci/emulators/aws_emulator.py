"""ministack, with a RotateSecret that really drives the function through its four steps.

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
from ministack.core.responses import error_response_json, json_response
from ministack.services import lambda_svc, secretsmanager

STEPS = ["createSecret", "setSecret", "testSecret", "finishSecret"]
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

if __name__ == "__main__":
    threading.Thread(target=tell_when_ready, daemon=True).start()
    main()
