"""Many documents at once: one pure function on Arrow record batches, and what carries it over a whole hub."""

from reward_reports.survey.batch import survey_batch
from reward_reports.survey.document import FAILURES
from reward_reports.survey.options import FORMATS, Options
from reward_reports.survey.tables import ANSWERS, DOCUMENTS, FINDINGS, SCHEMA_VERSION

__all__ = ["ANSWERS", "DOCUMENTS", "FAILURES", "FINDINGS", "FORMATS", "SCHEMA_VERSION", "Options", "survey_batch"]
