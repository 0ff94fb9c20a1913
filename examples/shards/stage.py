"""What the stage gives the client, in this process, and a clock that only moves when told."""
import json
import logging
import os
import unittest
import unittest.mock

import boto3
from moto import mock_aws

from shards import Shards

TABLE, PATH, REGION = "shard-map", "/shop/users", "us-east-1"
GIVEN = {
    "SHARD_MAP_TABLE": TABLE,
    "SHARD_PATH": PATH,
    "AWS_DEFAULT_REGION": REGION,
    "AWS_ACCESS_KEY_ID": "test",
    "AWS_SECRET_ACCESS_KEY": "test",
}
# In bucket 0, as test_shards.py holds for ever.
USER, BUCKET = "user-2064", 0


logging.getLogger("cached").addHandler(logging.NullHandler())


class Down(Exception):
    pass


class Stage(unittest.TestCase):
    def setUp(self):
        self.enterContext(unittest.mock.patch.dict(os.environ, GIVEN))
        self.enterContext(mock_aws())
        self.now, self.meanwhile, self.asked, self.down, self.clients = 0.0, [], [], set(), {}
        self.create()
        for shard in (1, 2):
            self.place(f"{PATH}/shard-{shard}", f"shard-{shard}", "right")
        self.shards = Shards(self.client, clock=lambda: self.now, sleep=self.sleep)

    def client(self, service):
        """Notes each question; one to a service that is down is never answered."""
        if service not in self.clients:
            self.clients[service] = boto3.client(service, REGION)
            self.clients[service].meta.events.register("before-call", self.ask)
        return self.clients[service]

    def ask(self, model, params, **_):
        if model.service_model.service_name in self.down:
            raise Down(model.name)
        self.asked.append(model.name)

    def sleep(self, seconds):
        """Time passes, and one thing happens in it."""
        self.now += seconds
        if self.meanwhile:
            self.meanwhile.pop(0)()

    def create(self):
        key = {"AttributeName": "bucket"}
        self.client("dynamodb").create_table(
            TableName=TABLE,
            AttributeDefinitions=[{**key, "AttributeType": "N"}],
            KeySchema=[{**key, "KeyType": "HASH"}],
            BillingMode="PAY_PER_REQUEST",
        )

    def place(self, name, host, password, **more):
        secrets, login = self.client("secretsmanager"), {"username": "app", "password": password}
        secret = secrets.create_secret(Name=f"{host}-{password}", SecretString=json.dumps(login))["ARN"]
        place = {"writer": host + "-writer", "reader": host + "-reader", "secret": secret, **more}
        self.client("ssm").put_parameter(Name=name, Value=json.dumps(place), Type="String", Overwrite=True)

    def put(self, bucket, shard, state="active", epoch=1):
        item = {"bucket": {"N": str(bucket)}, "shard": {"N": str(shard)}, "state": {"S": state}, "epoch": {"N": str(epoch)}}
        self.client("dynamodb").put_item(TableName=TABLE, Item=item)

    def count(self, operation):
        return self.asked.count(operation)

    def reads(self, shard, **more):
        self.assertEqual(self.shards.for_read(USER, **more).shard, shard)

    def writes(self, shard, **more):
        route = self.shards.for_write(USER, **more)
        self.assertEqual((route.shard, route.database.host), (shard, f"shard-{shard}-writer"))

    def refuses(self, error, **more):
        with self.assertRaises(error):
            self.shards.for_write(USER, **more)
