using Lake.Jinja.Values;
using Lake.Sql;

namespace Lake.Project.Contexts.Relations;

/// <summary>A view of a database's information schema; the schema itself when it names no view.</summary>
internal sealed class InformationSchemaValue(string? database, string? view) : JinjaObject
{
    public override string TypeName => "InformationSchema";

    public override string Text => string.Join('.', new[]
    {
        database is null ? null : SqlText.Identifier(database), "INFORMATION_SCHEMA", view,
    }.OfType<string>());

    public override string Repr => $"<InformationSchema {Text}>";

    public override bool TryGetAttribute(string name, out object? value)
    {
        (var known, value) = name switch
        {
            "database" => (true, (object?)database),
            "schema" => (true, "INFORMATION_SCHEMA"),
            "identifier" => (true, "INFORMATION_SCHEMA"),
            "information_schema_view" => (true, view),
            "replace" => (true, new NativeFunction(name, arguments =>
                new InformationSchemaValue(database, arguments.TryGetKeyword("information_schema_view", out var v) ? v as string : view))),
            _ => (false, null),
        };
        return known;
    }
}
