using Lake.Jinja.Errors;
using Lake.Jinja.Values;
using Lake.Project.Contexts.Functions;
using Lake.Project.Contexts.Values;
using Lake.Sql;

namespace Lake.Project.Contexts.Adapters;

/// <summary>
/// Columns and constraints of a contract as parts of a <c>create table</c>, in dbt's words. What the target cannot hold
/// is left out, what it only writes down is told of.
/// </summary>
internal static class Constraints
{
    public static object? OfColumns(NodeContext context, CallArguments arguments)
    {
        var columns = arguments.Required(0, "raw_columns") as PyDict ?? [];
        return new PyList(columns.Select(pair => (object?)Column(context, arguments, pair.Value as PyDict ?? [])));
    }

    public static object? OfModel(NodeContext context, CallArguments arguments) => new PyList(
        Arguments.Items(arguments.Required(0, "raw_constraints")).OfType<PyDict>()
            .Where(c => IsKept(context, arguments, c))
            .Select(c => (object?)OfModel(context, c))
            .Where(text => text is not null));

    private static string Column(NodeContext context, CallArguments arguments, PyDict column)
    {
        var name = PyText.Of(column.Get("name"));
        var constraints = column.Get("constraints") is { } list ? Arguments.Items(list).OfType<PyDict>() : [];
        return string.Join(' ', constraints
            .Where(c => IsKept(context, arguments, c))
            .Select(c => OfColumn(context, c))
            .OfType<string>()
            .Prepend($"{(PyValue.IsTrue(column.Get("quote")) ? SqlText.Identifier(name) : name)} {PyText.Of(column.Get("data_type"))}"));
    }

    private static string? OfColumn(NodeContext context, PyDict constraint)
    {
        var expression = Text(constraint, "expression");
        return Type(constraint) switch
        {
            "check" when expression.Length > 0 => $"check ({expression})",
            "not_null" => $"not null {expression}".Trim(),
            "unique" => $"unique {expression}".Trim(),
            "primary_key" => $"primary key {expression}".Trim(),
            "foreign_key" when References(context, constraint) is { } references => references,
            "custom" when expression.Length > 0 => expression,
            _ => null,
        };
    }

    private static string? OfModel(NodeContext context, PyDict constraint)
    {
        var expression = Text(constraint, "expression");
        var behind = expression.Length > 0 ? " " + expression : "";
        var columns = constraint.Get("columns") is { } list ? string.Join(", ", Arguments.Items(list).Select(PyText.Of)) : "";
        var text = Type(constraint) switch
        {
            "check" when expression.Length > 0 => $"check ({expression})",
            "unique" => $"unique{behind} ({columns})",
            "primary_key" => $"primary key{behind} ({columns})",
            "foreign_key" when References(context, constraint) is { } references => $"foreign key ({columns}) {references}",
            "custom" when expression.Length > 0 => expression,
            _ => null,
        };
        return text is not null && Text(constraint, "name") is { Length: > 0 } name ? $"constraint {name} {text}" : text;
    }

    /// <summary><c>to</c> may be a call of ref or source, which is rendered.</summary>
    private static string? References(NodeContext context, PyDict constraint)
    {
        var (to, expression) = (Text(constraint, "to"), Text(constraint, "expression"));
        if (to.Length == 0 || constraint.Get("to_columns") is not { } list)
        {
            return expression.Length > 0 ? $"references {expression}" : null;
        }

        var relation = to.StartsWith("ref(", StringComparison.Ordinal) || to.StartsWith("source(", StringComparison.Ordinal)
            ? OutputFunctions.Render(context, "{{ " + to + " }}")
            : to;
        return $"references {relation} ({string.Join(", ", Arguments.Items(list).Select(PyText.Of))})";
    }

    private static bool IsKept(NodeContext context, CallArguments arguments, PyDict constraint)
    {
        var type = Type(constraint);
        var support = SupportOf(context.Environment.Target.Type, type);
        var flag = support == Support.None ? "warn_unsupported" : "warn_unenforced";
        if (support != Support.Enforced && (constraint.Get(flag) is not { } warns || PyValue.IsTrue(warns)))
        {
            context.Warn(ContextRules.ConstraintNotEnforced.At(
                context.Node?.Location ?? arguments.Site,
                support == Support.None
                    ? $"{context.Environment.Target.Type} has no {type} constraints, so the one of '{context.Node?.Name}' is left out"
                    : $"the {type} constraint of '{context.Node?.Name}' is written down, and nothing holds the rows to it",
                $"test the column instead, which build does before it publishes; '{flag}: false' ends this warning"));
        }

        return support != Support.None;
    }

    /// <summary>Whether an engine holds the rows to constraints of a type.</summary>
    public static bool IsEnforced(string target, string type) => SupportOf(target, type) == Support.Enforced;

    private static Support SupportOf(string target, string type) => (target, type) switch
    {
        (_, "not_null" or "custom") => Support.Enforced,
        ("trino", _) => Support.None,
        (_, "foreign_key") => Support.Declared,
        _ => Support.Enforced,
    };

    private static string Type(PyDict constraint) => constraint.Get("type") as string ?? throw JinjaError.User($"Could not parse constraint: {PyValue.Repr(constraint)}");

    private static string Text(PyDict constraint, string key) => constraint.Get(key) as string ?? "";

    private enum Support
    {
        None,
        Declared,
        Enforced,
    }
}
