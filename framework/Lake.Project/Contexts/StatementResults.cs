using Lake.Jinja.Values;
using Lake.Project.Contexts.Tables;
using Lake.Project.Contexts.Values;

namespace Lake.Project.Contexts;

/// <summary>Results that <c>statement</c> blocks leave under their names. Each can be loaded once, except <c>main</c>.</summary>
public sealed class StatementResults
{
    private static readonly object Used = new();

    private readonly Dictionary<string, object> _results = new(StringComparer.Ordinal);

    /// <summary>The outcome of the statement <c>main</c>; null when there was none.</summary>
    public StatementResult? Main => _results.GetValueOrDefault("main") as StatementResult;

    internal object? Store(CallArguments arguments)
    {
        var response = arguments.Required(1, "response");
        Put(
            arguments.Text(0, "name"),
            response as ResponseValue ?? new ResponseValue(PyText.Of(response), null, null),
            arguments.Optional(2, "agate_table") as TableValue);
        return "";
    }

    internal object? StoreRaw(CallArguments arguments)
    {
        var rows = arguments.Optional(3, "rows_affected") switch
        {
            long count => count,
            string text when long.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var count) => count,
            _ => (long?)null,
        };
        var response = new ResponseValue(arguments.OptionalText(1, "message") ?? "", arguments.OptionalText(2, "code"), rows);
        Put(arguments.Text(0, "name"), response, arguments.Optional(4, "agate_table") as TableValue);
        return "";
    }

    internal object? Load(CallArguments arguments)
    {
        var name = arguments.Text(0, "name");
        if (!_results.TryGetValue(name, out var found))
        {
            return null;
        }

        if (found is not StatementResult result)
        {
            throw ContextRules.UsedResult.Error(
                arguments.Site, $"The 'statement' result named '{name}' has already been loaded into a variable",
                $"load it once and keep it: {{% set result = load_result('{name}') %}}");
        }

        if (name != "main")
        {
            _results[name] = Used;
        }

        return new PyDict
        {
            { "response", result.Response },
            { "data", new PyList(result.Table.Rows.Select(r => new PyTuple(r))) },
            { "table", result.Table },
        };
    }

    private void Put(string name, ResponseValue response, TableValue? table) =>
        _results[name] = new StatementResult(response, table ?? TableValue.Empty);
}

/// <summary>What a statement gave.</summary>
public sealed record StatementResult(ResponseValue Response, TableValue Table);
