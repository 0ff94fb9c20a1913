"""DynamoDB with the session table. It checks signatures, and what the host's role may do."""

import json
import logging

import boto3
from moto.core.authorization import disable_iam_authentication, enable_iam_authentication
from moto.server import ThreadedMotoServer

REGION, TABLE = "us-east-1", "sessions"
TRUSTED = {"Effect": "Allow", "Principal": {"Service": "ec2.amazonaws.com"}, "Action": "sts:AssumeRole"}
ACTIONS = [f"dynamodb:{action}Item" for action in ("Get", "Put", "Update", "Delete")] + ["dynamodb:Query"]
# Moto does not tell which table is asked for.
ALLOWED = {"Effect": "Allow", "Action": ACTIONS, "Resource": "*"}
LOGIN = {
    "AWS_ACCESS_KEY_ID": "AccessKeyId",
    "AWS_SECRET_ACCESS_KEY": "SecretAccessKey",
    "AWS_SESSION_TOKEN": "SessionToken",
}

logging.getLogger("werkzeug").setLevel(logging.ERROR)


def policy(statement):
    return json.dumps({"Version": "2012-10-17", "Statement": [statement]})


class Sessions:
    def __init__(self):
        self.server = ThreadedMotoServer("127.0.0.1", 0, verbose=False)
        self.server.start()
        self.url = "http://%s:%s" % self.server.get_host_and_port()
        self.login = self.assume("web")
        self.create()
        self.strict = enable_iam_authentication()
        self.strict.__enter__()

    def client(self, service):
        login = {"aws_access_key_id": "test", "aws_secret_access_key": "test"}
        return boto3.client(service, REGION, endpoint_url=self.url, **login)

    def assume(self, name):
        """The environment of a process in this role."""
        iam = self.client("iam")
        role = iam.create_role(RoleName=name, AssumeRolePolicyDocument=policy(TRUSTED))["Role"]
        iam.put_role_policy(RoleName=name, PolicyName="inline", PolicyDocument=policy(ALLOWED))
        login = self.client("sts").assume_role(RoleArn=role["Arn"], RoleSessionName="host")["Credentials"]
        return {variable: login[name] for variable, name in LOGIN.items()}

    def create(self):
        key = {"AttributeName": "id"}
        with disable_iam_authentication():
            self.client("dynamodb").create_table(
                TableName=TABLE,
                AttributeDefinitions=[{**key, "AttributeType": "S"}],
                KeySchema=[{**key, "KeyType": "HASH"}],
                BillingMode="PAY_PER_REQUEST",
            )

    def drop(self):
        with disable_iam_authentication():
            self.client("dynamodb").delete_table(TableName=TABLE)

    def close(self):
        self.strict.__exit__(None, None, None)
        self.server.stop()
