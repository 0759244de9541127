using Lake.Jinja;
using Lake.Jinja.Dbt;
using Lake.Jinja.Options;
using Lake.Jinja.Values;
using Lake.Project.Loaded;
using Lake.Project.Nodes;
using Lake.Project.Settings;
using Lake.Project.Values;
using Lake.Text;

namespace Lake.Project.Contexts;

/// <summary>The comment that goes with every statement of a node, so that whoever looks at the engine's queries knows where one comes from.</summary>
public sealed class QueryComment
{
    private const string Macro = "query_comment_macro";

    private readonly string? _text;
    private readonly bool _isBehind;

    private QueryComment(string? text, bool isBehind) => (_text, _isBehind) = (text, isBehind);

    /// <summary>Fails with <c>invalid-query-comment</c> and with what is wrong in its template.</summary>
    /// <param name="node">Null for statements that belong to none.</param>
    public static QueryComment Of(ProjectEnvironment environment, Node? node)
    {
        var settings = environment.Settings;
        var map = settings.QueryComment as ValueMap;
        var isDefault = map is null ? !settings.Raw.ContainsKey("query-comment") : !map.ContainsKey("comment");
        var written = map is null ? settings.QueryComment as string : map.Find("comment") as string;
        var text = isDefault ? Default(environment.Target, node) : string.IsNullOrEmpty(written) ? "" : Render(written, environment, node).Trim();
        return text.Contains("*/", StringComparison.Ordinal)
            ? throw ContextRules.InvalidQueryComment.Error(
                settings.Source.At(0, 0), $"the query comment holds '*/', which would end it: {text}", "write 'query-comment' so that it gives no '*/'")
            : new QueryComment(text.Length == 0 ? null : text, map?.Find("append") is true);
    }

    /// <summary>The statement with the comment before it or, before its last semicolon, behind it.</summary>
    public string AddTo(string sql)
    {
        if (_text is null)
        {
            return sql;
        }

        if (!_isBehind)
        {
            return $"/* {_text} */\n{sql}";
        }

        var statement = sql.TrimEnd();
        return statement.EndsWith(';') ? $"{statement[..^1]}\n/* {_text} */;" : $"{statement}\n/* {_text} */";
    }

    private static string Default(Target target, Node? node) => PyJsonWriter.Write(new PyDict
    {
        { "app", "dbt" },
        { "dbt_version", DbtVersion.Text },
        { "profile_name", target.ProfileName },
        { "target_name", target.Name },
        { node is null ? "connection_name" : "node_id", Connection(node) },
    });

    private static string Connection(Node? node) => node?.UniqueId ?? "master";

    /// <summary>The comment is the body of a macro, so that it may return a value.</summary>
    private static string Render(string text, ProjectEnvironment environment, Node? node)
    {
        var source = new SourceFile("query-comment", $"{{%- macro {Macro}(connection_name, node) -%}}\n{text}\n{{% endmacro %}}");
        var template = Template.Parse(source, JinjaOptions.Dbt);
        if (template.Diagnostics.FirstOrDefault(d => d.Severity == Severity.Error) is { } wrong)
        {
            throw new DiagnosticException(wrong);
        }

        var context = NodeContext.ForMacros(environment, environment.Macros.RootPackage);
        return PyText.Of(template.Macros.Single().Bind(context.Rendering).Call(CallArguments.Of(Connection(node), node is null ? null : NodeValues.Of(node))));
    }
}
