"""What a CI service says about the branch that it checks: where the branch is going, or what it started from."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

_PULL_REQUEST = ("refs/pull/", "/merge")
"""How GitHub and Azure call the commit that merges a pull request into its target for a check."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """What a CI service compares a branch with.

    Attributes:
        variable: where it says so.
        branch: the short name of the branch that a pull request goes to, or of the default branch.
        commit: the very commit to compare with, where it names one.
        merged: the commit in which the service has merged the pull request into its target, where it does.
    """

    variable: str
    branch: str | None = None
    commit: str | None = None
    merged: str | None = None


def ci_target(environment: Mapping[str, str]) -> Target | None:
    """Return what the CI service of `environment` compares with; None where it does not say, or where there is none.

    The variables are those of each service's own documentation: GitHub Actions "Default environment variables", GitLab
    "Predefined CI/CD variables reference", Azure Pipelines "Use predefined variables", Buildkite "Environment
    variables", Jenkins' multibranch pipelines, Bitbucket "Variables and secrets". Gitea and Forgejo set GitHub's.
    """
    for read in (_github, _gitlab, _azure, _buildkite, _others):
        target = read(environment)
        if target:
            return target
    return None


def _github(said: Mapping[str, str]) -> Target | None:
    if branch := said.get("GITHUB_BASE_REF"):
        return Target(variable="GITHUB_BASE_REF", branch=branch, merged=_merge(said, "GITHUB_REF", "GITHUB_SHA"))
    if not said.get("GITHUB_EVENT_PATH"):
        return None
    event = _read_event(said["GITHUB_EVENT_PATH"])
    queued = _inner(event, "merge_group", "base_sha")
    if queued:
        return Target(variable="GITHUB_EVENT_PATH", commit=queued)
    default = _inner(event, "repository", "default_branch")
    if said.get("GITHUB_EVENT_NAME") != "push" or not default:
        return None
    before = _inner(event, "before")
    if said.get("GITHUB_REF") == f"refs/heads/{default}" and before and before.strip("0"):
        return Target(variable="GITHUB_EVENT_PATH", commit=before)
    return Target(variable="GITHUB_EVENT_PATH", branch=default)


def _read_event(path: str) -> Any:
    try:
        return json.loads(Path(path).read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return None


def _inner(event: Any, *keys: str) -> str | None:
    for key in keys:
        event = event.get(key) if isinstance(event, dict) else None
    return event if isinstance(event, str) else None


def _gitlab(said: Mapping[str, str]) -> Target | None:
    # The first is set where the pipeline runs on the merged result, whose target may be newer than the second.
    for variable in ("CI_MERGE_REQUEST_TARGET_BRANCH_SHA", "CI_MERGE_REQUEST_DIFF_BASE_SHA"):
        if said.get(variable):
            return Target(variable=variable, commit=said[variable])
    if branch := said.get("CI_MERGE_REQUEST_TARGET_BRANCH_NAME"):
        return Target(variable="CI_MERGE_REQUEST_TARGET_BRANCH_NAME", branch=branch)
    default, before = said.get("CI_DEFAULT_BRANCH"), said.get("CI_COMMIT_BEFORE_SHA", "")
    if not default or not said.get("CI_COMMIT_BRANCH"):
        return None
    if said["CI_COMMIT_BRANCH"] == default and before.strip("0"):
        return Target(variable="CI_COMMIT_BEFORE_SHA", commit=before)
    return Target(variable="CI_DEFAULT_BRANCH", branch=default)


def _azure(said: Mapping[str, str]) -> Target | None:
    variable = "SYSTEM_PULLREQUEST_TARGETBRANCH"
    branch = said.get(variable, "").removeprefix("refs/heads/")
    merged = _merge(said, "BUILD_SOURCEBRANCH", "BUILD_SOURCEVERSION")
    return Target(variable=variable, branch=branch, merged=merged) if branch else None


def _buildkite(said: Mapping[str, str]) -> Target | None:
    for variable in ("BUILDKITE_PULL_REQUEST_BASE_BRANCH", "BUILDKITE_PIPELINE_DEFAULT_BRANCH"):
        if said.get(variable):
            return Target(variable=variable, branch=said[variable])
    return None


def _others(said: Mapping[str, str]) -> Target | None:
    for variable in ("CHANGE_TARGET", "BITBUCKET_PR_DESTINATION_BRANCH"):
        if said.get(variable):
            return Target(variable=variable, branch=said[variable])
    return None


def _merge(said: Mapping[str, str], reference: str, commit: str) -> str | None:
    start, end = _PULL_REQUEST
    name = said.get(reference, "")
    return said.get(commit) if name.startswith(start) and name.endswith(end) else None
