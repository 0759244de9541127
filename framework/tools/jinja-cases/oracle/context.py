"""The names that dbt puts into every context, written from what they do."""

import datetime
import hashlib
import itertools
import json
import re

import environments
from environments import UserError

NOT_GIVEN = object()
MARKS = re.compile(r"({[{%#]|[#}%]})")


class MacroReturn(Exception):
    def __init__(self, value):
        super().__init__(value)
        self.value = value


def give_back(data):
    raise MacroReturn(data)


def fromjson(string, default=None):
    try:
        return json.loads(string)
    except ValueError:
        return default


def tojson(value, default=None, sort_keys=False):
    try:
        return json.dumps(value, sort_keys=sort_keys)
    except ValueError:
        return default


def fromyaml(value, default=None):
    import yaml

    try:
        return yaml.load(value, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except (AttributeError, ValueError, yaml.YAMLError):
        return default


def toyaml(value, default=None, sort_keys=False):
    import yaml

    try:
        return yaml.safe_dump(data=value, sort_keys=sort_keys)
    except (ValueError, yaml.YAMLError):
        return default


def make_set(value, default=None):
    try:
        return set(value)
    except TypeError:
        return default


def make_zip(*args, default=None):
    try:
        return zip(*args)
    except TypeError:
        return default


def set_strict(value):
    try:
        return set(value)
    except TypeError as error:
        raise UserError(str(error)) from error


def zip_strict(*args):
    try:
        return zip(*args)
    except TypeError as error:
        raise UserError(str(error)) from error


def say(msg, info=False):
    return ""


def write_line(msg):
    return ""


def diff_of_two_dicts(dict_a, dict_b):
    other = {key.casefold(): [item.casefold() for item in items] for key, items in dict_b.items()}
    result = {}
    for key, items in dict_a.items():
        kept = [item for item in items if item.casefold() not in other.get(key.casefold(), ())]
        if key.casefold() not in other:
            result[key] = items
        elif kept:
            result[key] = kept
    return result


def local_md5(value):
    return hashlib.md5(value.encode("utf-8"), usedforsecurity=False).hexdigest()


class Vars:
    def __init__(self, context, values):
        self._context, self._values = context, values

    def has_var(self, var_name):
        return var_name in self._values

    def __call__(self, var_name, default=NOT_GIVEN):
        if var_name in self._values:
            value = self._values[var_name]
            if not isinstance(value, str) or not MARKS.search(value):
                return value
            return environments.dbt().from_string(value, globals=self._context).render(self._context)
        if default is NOT_GIVEN:
            raise UserError(f"Required var '{var_name}' not found in config")
        return default


def environment_variables(values):
    def env_var(var, default=None):
        if var.startswith("DBT_ENV_SECRET"):
            raise UserError(f"Secret env vars are allowed only in profiles.yml or packages.yml. Found '{var}' referenced elsewhere.")
        value = values.get(var, default)
        if value is None:
            raise UserError(f"Env var required but not provided: '{var}'")
        return value

    return env_var


def modules():
    import pytz

    iterators = (
        "count cycle repeat accumulate chain compress islice starmap tee zip_longest product permutations combinations"
        " combinations_with_replacement"
    )
    return {
        "pytz": {name: getattr(pytz, name) for name in pytz.__all__},
        "datetime": {name: getattr(datetime, name) for name in ("date", "datetime", "time", "timedelta", "tzinfo")},
        "re": {name: getattr(re, name) for name in re.__all__},
        "itertools": {name: getattr(itertools, name) for name in iterators.split()},
    }


def raise_with_node(msg, node=None):
    raise UserError(str(msg))


def raise_message(msg):
    raise UserError(str(msg))


def raise_cache_inconsistent(message):
    raise UserError(str(message))


def raise_duplicate_resource_name(node_1, node_2):
    raise UserError(str(node_1))


def raise_ambiguous_alias(node_1, node_2, duped_name=None):
    raise UserError(str(node_1))


def raise_contract_error(yaml_columns, sql_columns):
    raise UserError(str(yaml_columns))


def exceptions():
    return {
        "warn": lambda msg, node=None: "",
        "raise_compiler_error": raise_with_node,
        "raise_database_error": raise_with_node,
        "raise_fail_fast_error": raise_with_node,
        "raise_dependency_error": raise_message,
        "raise_not_implemented": raise_message,
        "raise_cache_inconsistent": raise_cache_inconsistent,
        "raise_duplicate_resource_name": raise_duplicate_resource_name,
        "raise_ambiguous_alias": raise_ambiguous_alias,
        "raise_contract_error": raise_contract_error,
    }


def base(case_vars, case_env, parsing):
    context = {}
    builtins = {
        "dbt_version": "1.12.6",
        "var": Vars(context, case_vars),
        "env_var": environment_variables(case_env),
        "return": give_back,
        "fromjson": fromjson,
        "tojson": tojson,
        "fromyaml": fromyaml,
        "toyaml": toyaml,
        "set": make_set,
        "set_strict": set_strict,
        "zip": make_zip,
        "zip_strict": zip_strict,
        "log": say,
        "print": write_line,
        "modules": modules(),
        "diff_of_two_dicts": diff_of_two_dicts,
        "local_md5": local_md5,
    }
    context.update(builtins)
    context.update(context=context, builtins=builtins, exceptions=exceptions(), execute=not parsing)
    return context
