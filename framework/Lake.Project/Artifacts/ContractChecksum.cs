using Lake.Project.Nodes;
using Lake.Project.Values;

namespace Lake.Project.Artifacts;

/// <summary>dbt's checksum of a contract: names, types and constraints of the columns as Python prints them.</summary>
internal static class ContractChecksum
{
    public static string Of(CodeNode node) => Checksum.Sha256(string.Concat(
        node.Columns.OrderBy(c => c.Name, StringComparer.Ordinal)
            .Select(c => $"|{c.Name}{c.DataType ?? "None"}[{string.Join(", ", c.Constraints.OfType<ValueMap>().Select(v => Printed("ColumnLevelConstraint", v)))}]"))
        + OfModel(node));

    /// <summary>What is no table has no constraints on rows.</summary>
    private static string OfModel(CodeNode node) => node.Config.Materialized is "table" or "incremental"
        ? $"{node.Config.Materialized}[{string.Join(", ", node.Constraints.OfType<ValueMap>().Select(v => Printed("ModelLevelConstraint", v, $", columns={PlainValues.Repr(v.Find("columns") ?? ValueList.Empty)}")))}]"
        : "";

    private static string Printed(string name, ValueMap constraint, string rest = "")
    {
        var type = constraint.Find("type") as string ?? "";
        string Value(string key, object? fallback) => PlainValues.Repr(constraint.Find(key) ?? fallback);
        return $"{name}(type=<ConstraintType.{type}: '{type}'>, name={Value("name", null)}, expression={Value("expression", null)}, "
            + $"warn_unenforced={Value("warn_unenforced", true)}, warn_unsupported={Value("warn_unsupported", true)}, to={Value("to", null)}, "
            + $"to_columns={Value("to_columns", ValueList.Empty)}{rest})";
    }
}
