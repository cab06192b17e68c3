#!/bin/sh
# Where Testcontainers looks for LocalStack's own entry point. AUTH and CLOUDTRAIL_RECORDING pass through.
export BIND_HOST=0.0.0.0 GATEWAY_PORT=4566 IOT_MTLS_ENABLED=0 SFTP_ENABLED=0
export MINISTACK_HOST="${LOCALSTACK_HOST:-localhost}"
exec /opt/ministack/bin/python /opt/aws_emulator.py
