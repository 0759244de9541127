using Lake.Jinja.Values;
using Lake.Project.Contexts.Values;

namespace Lake.Project.Contexts.Functions;

/// <summary><c>exceptions.…</c>: errors and warnings that macros raise.</summary>
internal sealed class ExceptionsValue(NodeContext context) : JinjaObject
{
    internal static readonly MemberTable<ExceptionsValue> Members = new MemberTable<ExceptionsValue>()
        .Method("warn", (e, a) => e.Warn(a, a.Text(0, "msg")))
        .Method("raise_compiler_error", (_, a) => throw Raise(a, a.Text(0, "msg")))
        .Method("raise_database_error", (_, a) => throw Raise(a, a.Text(0, "msg")))
        .Method("raise_dependency_error", (_, a) => throw Raise(a, a.Text(0, "msg")))
        .Method("raise_not_implemented", (_, a) => throw Raise(a, a.Text(0, "msg")))
        .Method("raise_fail_fast_error", (_, a) => throw Raise(a, a.Text(0, "msg")))
        .Method("raise_contract_error", (_, a) => throw Raise(a, ContractMismatch.Describe(a)))
        .Method("missing_config", (_, a) => throw Raise(a, $"Model '{ModelName(a.Required(0, "model"))}' must define the configuration '{a.Text(1, "name")}'"))
        .Method("missing_materialization", (_, a) => throw Raise(a, $"No materialization '{a.Text(1, "adapter_type")}' was found"))
        .Method("missing_relation", (_, a) => throw Raise(a, $"Relation {a.Text(0, "relation")} not found!"))
        .Method("relation_wrong_type", (_, a) => throw Raise(a, $"Trying to create {a.Text(1, "expected_type")} {a.Text(0, "relation")}, but it currently exists as another kind of relation. Either drop {a.Text(0, "relation")} manually, or run with --full-refresh"))
        .Method("raise_ambiguous_alias", (_, a) => throw Raise(a, $"Two nodes have the relation name '{a.Text(0, "node_1")}'"))
        .Method("raise_ambiguous_catalog_match", (_, a) => throw Raise(a, $"'{a.Text(0, "unique_id")}' matches two relations of the catalog"))
        .Method("raise_cache_inconsistent", (_, a) => throw Raise(a, a.Text(0, "message")))
        .Method("raise_dataclass_not_dict", (_, a) => throw Raise(a, $"'{PyValue.TypeName(a.Required(0, "obj"))}' object cannot be made a dict"))
        .Method("raise_dep_not_found", (_, a) => throw Raise(a, $"could not find dependency '{a.Text(1, "node_description")}'"))
        .Method("raise_duplicate_patch_name", (_, a) => throw Raise(a, "two files describe one node"))
        .Method("raise_duplicate_resource_name", (_, a) => throw Raise(a, "two nodes have one name"))
        .Method("raise_invalid_property_yml_version", (_, a) => throw Raise(a, $"the property file {a.Text(0, "path")} is not valid: {a.Text(1, "issue")}"))
        .Method("column_type_missing", (_, a) => throw Raise(a, $"Contracted models require data_type to be defined for each column. Please ensure that the column name and data_type are defined within the YAML configuration for the {PyText.Of(a.Required(0, "column_names"))} column(s)."))
        .Method("warn_snapshot_timestamp_data_types", (e, a) => e.Warn(a, $"Data type of snapshot table timestamp columns ({a.Text(0, "snapshot_time_data_type")}) doesn't match derived column 'updated_at' ({a.Text(1, "updated_at_data_type")}). Please update snapshot config 'updated_at'."));

    public override string TypeName => "ExceptionWrapper";

    public override bool TryGetAttribute(string name, out object? value) => Members.TryGet(this, name, out value);

    private static Text.DiagnosticException Raise(CallArguments arguments, string message) =>
        ContextRules.CompilerError.Error(arguments.Site, message);

    private static string ModelName(object? model) => model is PyDict dict ? PyText.Of(dict.Get("name")) : PyText.Of(model);

    private string Warn(CallArguments arguments, string message)
    {
        if (context.Executes)
        {
            context.Warn(ContextRules.MacroWarning.At(arguments.Site, message));
        }

        return "";
    }
}
