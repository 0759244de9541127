"""Says what Jinja2, configured as dbt configures it, makes of template cases.

    python3 oracle CASES.json            prints {"results": [...]}; `-` reads standard input
    python3 oracle --stream              answers each line (an array of cases) with one line (an array of results)
    python3 oracle --write FOLDER        writes NAME.expected.json beside each NAME.json
    python3 oracle --check FOLDER        fails if a written result is not what Jinja2 gives here
    python3 oracle --check-dbt FOLDER    the same with dbt itself, for the cases of dbt's modes
"""

import json
import pathlib
import signal
import sys
import warnings

from evaluate import evaluate

warnings.simplefilter("ignore")
SECONDS_PER_CASE = 5


def expire(signum, frame):
    raise TimeoutError("the case takes too long")


def results(cases, one=evaluate):
    for case in cases:
        signal.alarm(SECONDS_PER_CASE)
        try:
            yield one(case)
        finally:
            signal.alarm(0)


def to_text(found):
    lines = ",\n".join("  " + json.dumps(result, ensure_ascii=False) for result in found)
    return '{"results":[\n' + lines + "\n]}\n"


def case_files(folder):
    return sorted(path for path in pathlib.Path(folder).rglob("*.json") if not path.name.endswith(".expected.json"))


def read(path):
    cases = json.loads(path.read_text(encoding="utf-8"))
    return cases["cases"] if isinstance(cases, dict) else cases


def without_error_text(result):
    return {key: value for key, value in result.items() if key != "error"}


def check(folder, one, modes):
    failures = 0
    for path in case_files(folder):
        cases = read(path)
        expected = {result["name"]: result for result in json.loads(path.with_suffix(".expected.json").read_text(encoding="utf-8"))["results"]}
        wanted = [case for case in cases if modes is None or case.get("mode") in modes]
        for case, found in zip(wanted, results(wanted, one)):
            # Through text, so that 1 and 1.0 and True differ.
            left, right = (json.dumps(without_error_text(each)) for each in (expected.get(case["name"], {}), found))
            if left != right:
                failures += 1
                print(f"{path.name}: {case['name']}\n  template: {case.get('template')!r}\n  written:  {expected.get(case['name'])}\n  found:    {found}")
    print(f"{failures} differences")
    return 1 if failures else 0


def main(arguments):
    signal.signal(signal.SIGALRM, expire)
    if arguments and arguments[0] == "--stream":
        for line in sys.stdin:
            print(json.dumps(list(results(json.loads(line)))), flush=True)
        return 0
    if arguments and arguments[0] == "--write":
        for path in case_files(arguments[1]):
            path.with_suffix(".expected.json").write_text(to_text(results(read(path))), encoding="utf-8")
        return 0
    if arguments and arguments[0] == "--check":
        return check(arguments[1], evaluate, None)
    if arguments and arguments[0] == "--check-dbt":
        import real_dbt

        return check(arguments[1], real_dbt.evaluate, ("dbt", "dbt_parse", "native"))
    source = arguments[0] if arguments else "-"
    cases = json.loads(sys.stdin.read()) if source == "-" else read(pathlib.Path(source))
    print(to_text(results(cases["cases"] if isinstance(cases, dict) else cases)), end="")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
