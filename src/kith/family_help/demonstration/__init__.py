"""What becomes of a family of the demonstration that is helped: who leads, the assessment, the plan, steps and the end."""
