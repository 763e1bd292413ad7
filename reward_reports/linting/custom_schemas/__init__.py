"""An organisation's own JSON Schemas, enforced on top of ours."""
