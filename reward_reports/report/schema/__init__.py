"""Everything that is generated from the model's words: schema, template of a new report, reference of the fields."""
