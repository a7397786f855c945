"""How fast pmctl is, as ratios against plain tools in one run on one machine: ``python -m tests.benchmarks``."""
