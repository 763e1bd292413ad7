"""The catalogue's own judge: Ajv in strict mode, which refuses unknown keywords and doubtful schemas."""

from __future__ import annotations

import json
import subprocess

import pytest

from reward_reports.report.schema.schema_files import FILES, schema_text

pytestmark = [pytest.mark.tool("node"), pytest.mark.tool("ajv")]

SCRIPT = """
const [ajv, schema, ...reports] = process.argv.slice(1);
const fs = require('fs');
const read = (name) => JSON.parse(fs.readFileSync(name, 'utf8'));
const made = read(schema);
const Ajv = require(made.$schema.includes('2020') ? ajv + '/dist/2020' : ajv).default;
const judge = new Ajv({ strict: true, allowUnionTypes: true, allErrors: true });
judge.addVocabulary(['markdownDescription', 'defaultSnippets', 'enumDescriptions', 'markdownEnumDescriptions', 'patternErrorMessage']);
const validate = judge.compile(made);
console.log(JSON.stringify(reports.map((name) => validate(read(name)))));
"""
GOOD = {"schema_version": "1.0", "report": {"id": "a", "title": "t", "version": "1"}}
REPORTS = [
    (GOOD, True),
    (GOOD | {"system_details": {"system_owner": "The city.", "dates": {"active_from": 2020}}}, True),
    (GOOD | {"x-own": 1, "evaluation": None}, True),
    (GOOD | {"system_details": {"dates": {"active_from": "2020-02-30"}}}, False),
    (GOOD | {"system_maintenance": {"reporting_cadence": {"every": "six weeks"}}}, False),
    (GOOD | {"evaluations": {}}, False),
    ({"schema_version": "1.0"}, False),
]


@pytest.mark.parametrize("draft", FILES)
def test_ajv_compiles_the_schema_in_strict_mode_and_judges_reports(tool, tmp_path, draft):
    schema = tmp_path / FILES[draft]
    schema.write_text(schema_text(draft), "utf-8")
    names = []
    for number, (report, _) in enumerate(REPORTS):
        names.append(tmp_path / f"{number}.json")
        names[-1].write_text(json.dumps(report), "utf-8")
    program = [tool("node"), "-e", SCRIPT, tool("ajv"), schema, *names]
    done = subprocess.run(program, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    assert json.loads(done.stdout) == [expected for _, expected in REPORTS]
