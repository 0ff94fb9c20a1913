"""What is done at the desk alone: files, and the second region."""

import os
import pathlib
import tempfile
import unittest

from move import RENDERED
from runbook import Place, blocks

# Every resource has its logical ID as its name; what else is asked is noted, and answered by functions of the test.
AWS = """
aws() {
  case "$1 $2" in
    "cloudformation describe-stack-resource") echo "${*: -5:1}" ;;
    *) echo "$*" >> asked; answer "$@" ;;
  esac
}
"""
NOTHING = "Failed\\tNone\\tManifest generation found no keys matching the filter criteria"


class Desk(unittest.TestCase):
    def begin(self, name):
        made = tempfile.TemporaryDirectory()
        self.addCleanup(made.cleanup)
        self.blocks = blocks((RENDERED / f"{name}.md").read_text())
        self.folder = pathlib.Path(made.name)
        self.place = Place(self.folder / "home", [], {**os.environ})

    def runs(self, heading, answer):
        self.place.top = f"cd {self.folder}\n{AWS}answer() {{\n{answer}\n}}\n" + self.blocks["Settings"][0][1]
        return self.place.run(self.blocks[heading][0][1])

    def asked(self):
        return (self.folder / "asked").read_text().splitlines()


class Region(Desk):
    def copies(self, *said):
        """The objects of two buckets, of whose jobs this is said."""
        self.begin("region")
        jobs = "; ".join(f"job-{at}) printf '{line}\\n'" + " ;" for at, line in enumerate(said, 1))
        done = self.runs("Copy the objects that are there", f"""
          case "$1 $2" in
            "s3control create-job") echo "job-$(grep -c create-job asked)" ;;
            "s3control describe-job") case "$6" in {jobs}; esac ;;
            *) echo told ;;
          esac""")
        self.assertEqual(sum("create-job" in line for line in self.asked()), len(said), done.stderr)
        return done

    def test_a_bucket_with_nothing_to_copy_is_done(self):
        self.assertEqual(self.copies(NOTHING, "Complete\\t0\\tNone").returncode, 0)
        self.assertEqual(self.copies(NOTHING, NOTHING).returncode, 0)

    def test_what_fails_does_not_hold_the_next_bucket_up(self):
        for said in ("Failed\\tNone\\tAccess denied", "Complete\\t3\\tNone", "Complete\\t10\\tNone"):
            self.assertEqual(self.copies(said, NOTHING).returncode, 1, said)

    def test_the_second_region_is_drained_before_it_goes(self):
        self.begin("region")
        drains = """
          case "$1 $2" in
            "sqs get-queue-attributes") echo "$((2 - $(grep -c get-queue asked)))" ;;
            "s3api list-objects-v2") printf 'media/a\\nincoming/b\\n'; [ "$4" != us-east-1 ] || printf 'media/%s\\n' b c ;;
          esac"""
        done = self.runs("Drain the second region", drains)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("1 uploads wait\n0 uploads wait\n", done.stdout)
        self.assertNotIn("not within", done.stderr)
        self.assertIn("s3://AnalyticsBucket/ s3://AnalyticsBucket/eu-west-1/", "\n".join(self.asked()))


    def test_a_bucket_that_cannot_be_listed_is_not_taken_for_copied(self):
        self.begin("region")
        self.blocks["Settings"][0] = (None, self.blocks["Settings"][0][1].replace("local end=", "local end=0 #"))
        done = self.runs("Drain the second region", '[ "$2" != list-objects-v2 ] || return 1; echo 0')
        self.assertNotEqual(done.returncode, 0)
        self.assertIn("copied AssetsBucket", done.stderr)


class Files(Desk):
    def test_hosts_that_go_take_no_uploads_before_the_last_copy(self):
        self.begin("static")
        done = self.runs("Uploads, the last ones", '[ "$2" != send-command ] || echo sent; [ "$2" != list-commands ] || echo Success')
        self.assertEqual(done.returncode, 0, done.stderr)
        verbs = [line.split()[1] for line in self.asked()]
        self.assertEqual(verbs, ["deregister-targets", "wait", "send-command", "list-commands"])
        self.assertIn("--targets Id=WebServerA Id=WebServerB", self.asked()[0])
