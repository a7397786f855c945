"""What CI services say about the branch that they check."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from pmctl.repository.ci import Target, ci_target

if TYPE_CHECKING:
    from pathlib import Path

SHA, MERGE, ZEROS = "1" * 40, "2" * 40, "0" * 40


@pytest.mark.parametrize(
    ("environment", "target"),
    [
        ({}, None),
        ({"CI": "true", "GITHUB_BASE_REF": "", "CI_MERGE_REQUEST_DIFF_BASE_SHA": ""}, None),
        ({"GITHUB_BASE_REF": "main"}, Target(variable="GITHUB_BASE_REF", branch="main")),
        (
            {"GITHUB_BASE_REF": "main", "GITHUB_REF": "refs/pull/17/merge", "GITHUB_SHA": MERGE},
            Target(variable="GITHUB_BASE_REF", branch="main", merged=MERGE),
        ),
        (
            {"GITHUB_BASE_REF": "main", "GITHUB_REF": "refs/heads/main", "GITHUB_SHA": MERGE},
            Target(variable="GITHUB_BASE_REF", branch="main"),
        ),
        (
            {"CI_MERGE_REQUEST_TARGET_BRANCH_SHA": MERGE, "CI_MERGE_REQUEST_DIFF_BASE_SHA": SHA},
            Target(variable="CI_MERGE_REQUEST_TARGET_BRANCH_SHA", commit=MERGE),
        ),
        (
            {"CI_MERGE_REQUEST_TARGET_BRANCH_SHA": "", "CI_MERGE_REQUEST_DIFF_BASE_SHA": SHA},
            Target(variable="CI_MERGE_REQUEST_DIFF_BASE_SHA", commit=SHA),
        ),
        (
            {"CI_MERGE_REQUEST_TARGET_BRANCH_NAME": "release/2"},
            Target(variable="CI_MERGE_REQUEST_TARGET_BRANCH_NAME", branch="release/2"),
        ),
        (
            {"CI_DEFAULT_BRANCH": "main", "CI_COMMIT_BRANCH": "feature", "CI_COMMIT_BEFORE_SHA": SHA},
            Target(variable="CI_DEFAULT_BRANCH", branch="main"),
        ),
        (
            {"CI_DEFAULT_BRANCH": "main", "CI_COMMIT_BRANCH": "main", "CI_COMMIT_BEFORE_SHA": SHA},
            Target(variable="CI_COMMIT_BEFORE_SHA", commit=SHA),
        ),
        (
            {"CI_DEFAULT_BRANCH": "main", "CI_COMMIT_BRANCH": "main", "CI_COMMIT_BEFORE_SHA": ZEROS},
            Target(variable="CI_DEFAULT_BRANCH", branch="main"),
        ),
        ({"CI_DEFAULT_BRANCH": "main", "CI_COMMIT_TAG": "v1", "CI_COMMIT_BEFORE_SHA": SHA}, None),
        (
            {"SYSTEM_PULLREQUEST_TARGETBRANCH": "refs/heads/release/2"},
            Target(variable="SYSTEM_PULLREQUEST_TARGETBRANCH", branch="release/2"),
        ),
        (
            {
                "SYSTEM_PULLREQUEST_TARGETBRANCH": "main",
                "BUILD_SOURCEBRANCH": "refs/pull/17/merge",
                "BUILD_SOURCEVERSION": MERGE,
            },
            Target(variable="SYSTEM_PULLREQUEST_TARGETBRANCH", branch="main", merged=MERGE),
        ),
        (
            {"BUILDKITE_PULL_REQUEST_BASE_BRANCH": "main", "BUILDKITE_PIPELINE_DEFAULT_BRANCH": "trunk"},
            Target(variable="BUILDKITE_PULL_REQUEST_BASE_BRANCH", branch="main"),
        ),
        (
            {"BUILDKITE_PULL_REQUEST_BASE_BRANCH": "", "BUILDKITE_PIPELINE_DEFAULT_BRANCH": "trunk"},
            Target(variable="BUILDKITE_PIPELINE_DEFAULT_BRANCH", branch="trunk"),
        ),
        ({"CHANGE_TARGET": "main"}, Target(variable="CHANGE_TARGET", branch="main")),
        (
            {"BITBUCKET_PR_DESTINATION_BRANCH": "main"},
            Target(variable="BITBUCKET_PR_DESTINATION_BRANCH", branch="main"),
        ),
    ],
)
def test_variables(environment: dict[str, str], target: Target | None) -> None:
    assert ci_target(environment) == target


PUSH = {"before": SHA, "repository": {"default_branch": "main"}}


@pytest.mark.parametrize(
    ("name", "ref", "event", "branch", "commit"),
    [
        ("push", "refs/heads/main", PUSH, None, SHA),
        ("push", "refs/heads/main", {**PUSH, "before": ZEROS}, "main", None),
        ("push", "refs/heads/feature", PUSH, "main", None),
        ("push", "refs/tags/v1", PUSH, "main", None),
        ("merge_group", "refs/heads/gh-readonly-queue/main/pr-1", {"merge_group": {"base_sha": SHA}}, None, SHA),
    ],
)
def test_github_event(tmp_path: Path, name: str, ref: str, event: Any, branch: str | None, commit: str | None) -> None:
    path = tmp_path / "event.json"
    path.write_text(json.dumps(event), encoding="utf-8")
    said = {"GITHUB_EVENT_PATH": str(path), "GITHUB_EVENT_NAME": name, "GITHUB_REF": ref, "GITHUB_BASE_REF": ""}
    assert ci_target(said) == Target(variable="GITHUB_EVENT_PATH", branch=branch, commit=commit)


@pytest.mark.parametrize(
    "event",
    ["", "{", "[]", "null", '{"repository": 3}', '{"repository": {}}', "[" * 100_000, "\udcff", '{"before": 3}'],
)
def test_github_event_that_says_nothing(tmp_path: Path, event: str) -> None:
    path = tmp_path / "event.json"
    said = {"GITHUB_EVENT_PATH": str(path), "GITHUB_EVENT_NAME": "push", "GITHUB_REF": "refs/heads/main"}
    assert ci_target(said) is None
    path.write_bytes(event.encode("utf-8", "surrogateescape"))
    assert ci_target(said) is None


def test_github_event_of_another_kind(tmp_path: Path) -> None:
    path = tmp_path / "event.json"
    path.write_text(json.dumps(PUSH), encoding="utf-8")
    assert ci_target({"GITHUB_EVENT_PATH": str(path), "GITHUB_EVENT_NAME": "schedule"}) is None
