"""What can be asked: one module a kind of answer, and what each kind can say of itself."""
