"""The functions behind `import reward_reports`, by what they do. Import them from there."""
