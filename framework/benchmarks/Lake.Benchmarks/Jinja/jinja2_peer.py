"""Measures Jinja2 on the templates of one job.

Reads {"seconds": s, "rounds": n, "templates": [{"name", "template", "context"}]} from standard input and prints, for each, the
fewest nanoseconds of compiling and of rendering it, and the output.
"""

import json
import sys
import time

import jinja2
import jinja2.sandbox


def fastest(seconds, rounds, action):
    """At least so many rounds, for at least so long."""
    times = []
    end = time.perf_counter() + seconds
    while len(times) < rounds or time.perf_counter() < end:
        start = time.perf_counter_ns()
        result = action()
        times.append(time.perf_counter_ns() - start)
    return min(times), result


def measure(job, seconds, rounds):
    # No cache: each round compiles anew, as dbt does for each file.
    environment = jinja2.sandbox.SandboxedEnvironment(extensions=["jinja2.ext.do", "jinja2.ext.loopcontrols"], cache_size=0)
    context = {
        **job["context"],
        "ref": lambda *names: '"lake"."main"."' + names[-1] + '"',
        "source": lambda schema, name: '"lake"."' + schema + '"."' + name + '"',
        "config": lambda **options: "",
        "is_incremental": lambda: True,
        "var": lambda name, default=None: default,
    }
    compile_time, template = fastest(seconds, rounds, lambda: environment.from_string(job["template"]))
    render_time, output = fastest(seconds, rounds, lambda: template.render(context))
    return {"compile": compile_time, "render": render_time, "output": output}


job = json.load(sys.stdin)
json.dump({"version": jinja2.__version__, "results": [measure(each, job["seconds"], job["rounds"]) for each in job["templates"]]}, sys.stdout)
