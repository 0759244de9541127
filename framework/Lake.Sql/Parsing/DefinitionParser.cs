using Lake.Sql.Statements;

namespace Lake.Sql.Parsing;

/// <summary>DROP and COMMENT ON.</summary>
internal static class DefinitionParser
{
    public static SqlStatement Drop(TokenReader reader)
    {
        reader.ExpectWord("drop");
        if (Kind(reader, column: false) is not { } kind)
        {
            return StatementParser.Other(reader);
        }

        var ifExists = reader.TryWords("if", "exists");
        var name = reader.Path("a name");
        var cascade = reader.TryWords("cascade");
        if (!cascade)
        {
            reader.TryWords("restrict");
        }

        if (!reader.AtEnd)
        {
            reader.Fail("CASCADE or the end of the statement");
        }

        return new DropStatement(reader.Span, kind, name, ifExists, cascade);
    }

    public static SqlStatement Comment(TokenReader reader)
    {
        reader.ExpectWord("comment");
        reader.ExpectWord("on");
        if (Kind(reader, column: true) is not { } kind || kind == ObjectKind.Schema)
        {
            return StatementParser.Other(reader);
        }

        var name = reader.Path("a name");
        if (kind == ObjectKind.Column && name.Parts.Length < 2)
        {
            reader.Fail("table.column");
        }

        reader.ExpectWord("is");
        var text = reader.TryWords("null") ? null : reader.Text("a text in quotes or NULL");
        return new CommentStatement(reader.Span, kind, name, text);
    }

    private static ObjectKind? Kind(TokenReader reader, bool column)
    {
        ObjectKind? kind = reader.Current switch
        {
            var t when t.IsWord("table") => ObjectKind.Table,
            var t when t.IsWord("view") => ObjectKind.View,
            var t when t.IsWord("schema") => ObjectKind.Schema,
            var t when column && t.IsWord("column") => ObjectKind.Column,
            _ => null,
        };
        if (kind is not null)
        {
            reader.Next();
        }

        return kind;
    }
}
