using Lake.Engines.DuckDb.Relations;
using Lake.Engines.DuckDb.Sessions;
using Lake.Iceberg.Schemas;
using Lake.Sql.Statements;
using Lake.Text;

namespace Lake.Engines.DuckDb.Statements;

/// <summary>COMMENT ON: the property <c>comment</c> of a table or view, the doc of a column.</summary>
internal static class Comment
{
    private const string Property = "comment";

    /// <summary>The comment of a table or view.</summary>
    public static string? Of(LakeRelation relation) => relation switch
    {
        LakeTable table => table.Table.Metadata.Properties.GetValueOrDefault(Property),
        LakeView view => view.Definition.Properties.GetValueOrDefault(Property),
        _ => null,
    };

    public static string? Of(LakeView view, string column) => view.Definition.Schema.Fields.FirstOrDefault(f => f.Name == column)?.Doc;

    public static QualifiedName? TableOf(CommentStatement statement)
    {
        if (statement.Kind != ObjectKind.Column)
        {
            return statement.Name;
        }

        var parts = statement.Name.Parts.RemoveAt(statement.Name.Parts.Length - 1);
        return parts.IsEmpty ? null : new QualifiedName(parts, TextSpan.Cover(parts[0].Span, parts[^1].Span));
    }

    public static long? Run(StatementContext context, CommentStatement statement, QualifiedName name)
    {
        switch (context.Relation(name))
        {
            case LakeTable table:
                OnTable(context, statement, table);
                break;
            case LakeView view:
                OnView(context, statement, view);
                break;
        }

        return null;
    }

    private static void OnTable(StatementContext context, CommentStatement statement, LakeTable table)
    {
        if (statement.Kind == ObjectKind.Column)
        {
            // A column of another spelling is the same column.
            ChangeRules.Column(context, table.Table.Schema, statement.Name, statement.Name.Last);
        }

        var transaction = context.Work.Change(table);
        if (statement.Kind == ObjectKind.Column)
        {
            transaction.UpdateSchema(schema => schema.SetDoc(statement.Name.Last.Text, statement.Comment));
        }
        else if (statement.Comment is { } comment)
        {
            transaction.SetProperties(new Dictionary<string, string> { [Property] = comment });
        }
        else
        {
            transaction.RemoveProperties([Property]);
        }

        context.Work.Staged(table.Id, transaction);
    }

    private static void OnView(StatementContext context, CommentStatement statement, LakeView view)
    {
        var definition = view.Definition;
        if (statement.Kind == ObjectKind.Column)
        {
            var column = ChangeRules.Column(context, definition.Schema, statement.Name, statement.Name.Last);
            definition = definition with
            {
                Schema = new Schema(0, [.. definition.Schema.Fields.Select(f => f == column ? f with { Doc = statement.Comment } : f)]),
            };
        }
        else
        {
            definition = definition with
            {
                Properties = statement.Comment is { } comment
                    ? definition.Properties.SetItem(Property, comment)
                    : definition.Properties.Remove(Property),
            };
        }

        context.Work.CreateView(view.Id, definition);
    }
}
