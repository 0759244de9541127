using System.Diagnostics.CodeAnalysis;
using Lake.Engines.DuckDb.Relations;
using Lake.Engines.DuckDb.Sessions;
using Lake.Engines.DuckDb.Types;
using Lake.Engines.DuckDb.Writing;
using Lake.Iceberg.Schemas;
using Lake.Iceberg.Transactions;
using Lake.Sql;
using Lake.Sql.Parsing;
using Lake.Sql.Statements;
using Lake.Text;

namespace Lake.Engines.DuckDb.Statements;

/// <summary>ALTER TABLE … ADD COLUMN.</summary>
internal static class AlterAdd
{
    public static void Run(StatementContext context, Transaction transaction, LakeTable table, AddColumn add)
    {
        var columns = table.Table.Schema;
        if (add.IfNotExists && columns.FindIgnoringCase(add.Path.ToString()) is not null)
        {
            return;
        }

        Refuse(context, table, add);
        Alter.RefuseTwin(context, columns, add.Path, add.Path.Last, null);
        var type = Alter.TypeOf(context, table, add.Path.ToString(), add.Column.Type);
        var value = add.Column.Default is { } given && !context.IsNull(given) ? given : (TextSpan?)null;
        var constant = value is { } expression ? ConstantOf(context, expression, type, table) : null;
        transaction.UpdateSchema(update =>
        {
            // Looked at again in here, because another writer may have added it when the change is put on top of his.
            if (!add.IfNotExists || update.Schema.FindIgnoringCase(add.Path.ToString()) is null)
            {
                update.AddColumn(Alter.Around(add.Path), add.Path.Last.Text, type, defaultJson: constant);
            }
        });
        context.Work.Staged(table.Id, transaction);
        if (value is { } computed && constant is null)
        {
            transaction.SetProperties(new Dictionary<string, string> { [ColumnDefaults.PropertyOf(add.Path.Last.Text)] = context.Source.GetText(computed) });
            context.Work.Staged(table.Id, transaction);
            Fill(context, add.Path.Last);
        }

        if (add.Column.NotNull)
        {
            AlterConstraints.Require(context, transaction, context.Work.Staged(table.Id, transaction), add.Path);
        }
    }

    private static string? ConstantOf(StatementContext context, TextSpan value, IcebergType type, LakeTable table)
    {
        context.CheckDefault(value, TypeMapping.ToDuckDb(type));
        return ColumnDefaults.Constant(context, value, type, table.Table.Metadata.FormatVersion);
    }

    /// <summary>The rows that are there get the value too, where the format does not let them have it by itself: they are written anew, in the same commit.</summary>
    [SuppressMessage("Reliability", "CA2000", Justification = "A count has nothing to dispose of.")]
    private static void Fill(StatementContext context, SqlName column)
    {
        var table = ((AlterTableStatement)context.Statement).Name;
        var source = new SourceFile(context.Source.Path, $"UPDATE {string.Join('.', table.Parts.Select(p => SqlText.Identifier(p.Text)))} SET {SqlText.Identifier(column.Text)} = DEFAULT");
        var update = (UpdateStatement)SqlScript.Parse(source).Statements[0];
        Update.Run(context with { Source = source, Statement = update }, update);
    }

    private static void Refuse(StatementContext context, LakeTable table, AddColumn add)
    {
        var hasValue = add.Column.Default is { } value && !context.IsNull(value);
        if (add.Path.Parts.Length > 1 && (hasValue || add.Column.NotNull))
        {
            throw context.Unsupported(add.Path.Span, "Members of structs have no DEFAULT and no NOT NULL.", "add it without, and UPDATE the struct");
        }

        if (add.Column.NotNull && !hasValue && table.Files.Length > 0)
        {
            throw context.Unsupported(add.Path.Span, $"The rows that are there would have no '{add.Path.Last.Text}', which is NOT NULL.", "give it a DEFAULT");
        }

        if (!add.Column.Constraints.IsEmpty)
        {
            throw context.Unsupported(add.Column.Constraints[0].Span, "A new column comes without constraints.", "add it first, then ALTER TABLE … ADD CONSTRAINT");
        }
    }
}
