using System.Text.RegularExpressions;
using Lake.Engines;
using Lake.Project.Contexts.Compiling;
using Lake.Project.Loaded;
using Lake.Project.Nodes;
using Lake.Runner.Artifacts;
using Lake.Sql;
using Lake.Sql.Parsing;
using Lake.Sql.Statements;
using Lake.Text;

namespace Lake.Runner.Execution;

/// <summary>What to do about an error of the engine, where knowing the project tells more than the engine can.</summary>
internal static partial class SqlAdvice
{
    private static readonly string[] Queries = ["SELECT", "WITH", "FROM", "VALUES", "TABLE", "PIVOT", "UNPIVOT", "DESCRIBE", "SHOW", "SUMMARIZE"];

    public static Diagnostic Complete(Diagnostic diagnostic, CodeNode node, CompiledNode? compiled, LoadedProject project) =>
        diagnostic.Rule == EngineRules.UnknownRelation ? diagnostic with { Hint = Missing(diagnostic, node, project) ?? diagnostic.Hint ?? Fallback(diagnostic, node, compiled) }
        : diagnostic.Rule == SqlRules.Syntax && compiled is not null && NotOneQuery(diagnostic, node, compiled) is { } better ? better
        : diagnostic.Rule == EngineRules.InvalidValue && node is SeedNode seed ? InSeed(diagnostic, seed)
        : diagnostic with { Hint = diagnostic.Hint ?? Fallback(diagnostic, node, compiled) };

    /// <summary>The relation belongs to the project, but was not built or loaded before, or is read past <c>ref</c>.</summary>
    private static string? Missing(Diagnostic diagnostic, CodeNode node, LoadedProject project)
    {
        if (RelationIn().Match(diagnostic.Message) is not { Success: true } match)
        {
            return null;
        }

        var (schema, name) = (match.Groups[1].Value, match.Groups[2].Value);
        if (project.Of<SourceNode>().FirstOrDefault(s => Same(s.Identifier, name) && Same(s.Schema, schema)) is { } source)
        {
            return $"the source table '{source.SourceName}.{source.Name}' ({source.Location}) is not in the warehouse: "
                + $"load it, for instance with a stream that has 'table: {schema}.{name}'";
        }

        var models = project.Of<CodeNode>().Where(n => n is ModelNode or SeedNode or SnapshotNode).ToList();
        if (models.Find(n => Same(n.Alias, name) && Same(n.Schema, schema)) is { } model)
        {
            return node.DependsOn.Contains(model.UniqueId)
                ? $"build it first: lake build --select {model.Name}"
                : $"write {{{{ ref('{model.Name}') }}}}, so that it is built first";
        }

        return Spelling.Closest(name, models.Select(n => n.Name)) is { } near ? $"did you mean {{{{ ref('{near}') }}}}?" : null;
    }

    /// <summary>A model becomes part of a larger statement, so it must be one query and nothing else.</summary>
    private static Diagnostic? NotOneQuery(Diagnostic diagnostic, CodeNode node, CompiledNode compiled)
    {
        if (node is OperationNode)
        {
            return null;
        }

        var word = node.ResourceType.Word();
        var script = SqlScript.Parse(new SourceFile("<compiled>", compiled.Code));
        if (script.Statements.IsEmpty)
        {
            return diagnostic with { Hint = $"the {word} gives no SQL: write a SELECT, or remove the file" };
        }

        var end = script.Statements[0].Span.End;
        if (compiled.Code.AsSpan(end).IndexOf(';') is >= 0 and var semicolon && script.Diagnostics.IsEmpty)
        {
            var several = script.Statements.Length > 1;
            return diagnostic with
            {
                Message = several ? $"the {word} holds {script.Statements.Length} statements, and can be one SELECT only" : $"the {word} ends in a semicolon",
                Location = compiled.Locate(end + semicolon)?.Location ?? diagnostic.Location,
                Hint = several ? "leave one, and move the others to models or hooks of their own" : "remove it: the SELECT becomes part of a larger statement",
            };
        }

        return script.Statements[0] is OtherStatement { Keyword: var keyword } && Queries.Contains(keyword)
            ? null
            : FirstWord().Match(compiled.Code.TrimStart()).Value.ToUpperInvariant() is var first && IsChange(script.Statements[0])
                ? diagnostic with { Hint = $"a {word} is one SELECT; {first} belongs into a hook or an operation" }
                : null;
    }

    private static bool IsChange(SqlStatement statement) => statement is not OtherStatement || statement is OtherStatement { Keyword: "INSERT" or "CREATE" or "DROP" or "SET" or "CALL" or "COPY" };

    /// <summary>The row of the CSV with the value that the engine complains of.</summary>
    private static Diagnostic InSeed(Diagnostic diagnostic, SeedNode seed)
    {
        var hint = "correct the value, or give the column another type under 'column_types'";
        var text = seed.Source.Text;
        var rows = text.IndexOf('\n', StringComparison.Ordinal);
        if (BadValue().Match(diagnostic.Message) is not { Success: true } match || rows < 0)
        {
            return diagnostic with { Hint = hint };
        }

        var value = match.Groups[1].Value;
        var cell = Regex.Match(text[rows..], $"(?<=[\\n,;\\t|\"]){Regex.Escape(value)}(?=[\\r\\n,;\\t|\"]|$)", RegexOptions.CultureInvariant);
        return diagnostic with { Hint = hint, Location = cell.Success ? seed.Source.At(rows + cell.Index, Math.Max(1, cell.Length)) : diagnostic.Location };
    }

    private static string? Fallback(Diagnostic diagnostic, CodeNode node, CompiledNode? compiled) =>
        compiled is null || diagnostic.Rule.Id is not ("sql-error" or "unknown-relation" or "unknown-function" or "unknown-column" or "type-mismatch")
            ? null
            : $"the SQL as it was run is in target/{TargetFiles.CompiledPath(node)}; try its parts with 'lake query'";

    private static bool Same(string a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex(@"'([^'.]+)\.([^']+)'", RegexOptions.CultureInvariant)]
    private static partial Regex RelationIn();

    [GeneratedRegex("(?:string|value) '([^']*)'", RegexOptions.CultureInvariant)]
    private static partial Regex BadValue();

    [GeneratedRegex(@"^\w+", RegexOptions.CultureInvariant)]
    private static partial Regex FirstWord();
}
