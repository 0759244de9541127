using System.Collections.Immutable;
using Lake.Engines.DuckDb.Relations;
using Lake.Engines.DuckDb.Sessions;
using Lake.Engines.DuckDb.Text;
using Lake.Engines.DuckDb.Types;
using Lake.Engines.DuckDb.Writing;
using Lake.Iceberg;
using Lake.Iceberg.Evolution;
using Lake.Iceberg.Names;
using Lake.Iceberg.Schemas;
using Lake.Iceberg.Transactions;
using Lake.Sql.Statements;
using Lake.Text;

namespace Lake.Engines.DuckDb.Statements;

/// <summary>ALTER TABLE and ALTER VIEW … RENAME TO.</summary>
internal static class Alter
{
    public static long? Run(StatementContext context, AlterTableStatement statement)
    {
        if (context.Work.Find(context.Id(statement.Name)) is not { } relation)
        {
            return statement.IfExists ? null : throw context.Unknown(statement.Name);
        }

        if (statement.Action is RenameRelation rename)
        {
            Rename(context, relation, rename);
            return null;
        }

        var table = context.Table(statement.Name);
        var transaction = context.Work.Change(table);
        try
        {
            Change(context, transaction, table, statement.Action);
        }
        catch (DiagnosticException error) when (error.Diagnostic.Location is null)
        {
            throw new DiagnosticException(error.Diagnostic with { Location = context.At(statement.Action.Span) }, error);
        }

        context.Work.Staged(table.Id, transaction);
        return null;
    }

    private static void Rename(StatementContext context, LakeRelation relation, RenameRelation rename)
    {
        var to = new TableIdentifier(relation.Id.Namespace, rename.To.Text);
        if (context.Work.Find(to) is { } taken && !IdentifierComparer.Instance.Equals(to, relation.Id))
        {
            throw IcebergRules.AlreadyExists.Error(
                context.At(rename.To.Span), $"There is already a {(taken is LakeTable ? "table" : "view")} '{taken.Id}'.", "drop it first");
        }

        context.Work.Rename(relation, to);
    }

    private static void Change(StatementContext context, Transaction transaction, LakeTable table, AlterAction action)
    {
        var columns = table.Table.Schema;
        switch (action)
        {
            case AddColumn add:
                AlterAdd.Run(context, transaction, table, add);
                break;
            case DropColumn drop when drop.IfExists && columns.FindIgnoringCase(drop.Path.ToString()) is null:
                break;
            case DropColumn drop:
                RefuseLast(context, columns, drop);
                AlterConstraints.RefuseOn(context, table, drop.Path);
                transaction.UpdateSchema(schema => schema.DropColumn(drop.Path.ToString()));
                MoveProperty(transaction, table, ColumnDefaults.PropertyOf, columns.FindIgnoringCase(drop.Path.ToString())?.Name ?? "", null);
                MoveProperty(transaction, table, name => ConstraintProperties.Generated + name, columns.FindIgnoringCase(drop.Path.ToString())?.Name ?? "", null);
                break;
            case RenameColumn column:
                Rename(context, transaction, table, column);
                break;
            case ChangeColumnType change:
                AlterType.Run(context, transaction, table, change);
                break;
            case ChangeNullability or AddConstraint or DropConstraint:
                AlterConstraints.Run(context, transaction, table, action);
                break;
            case SetDefault change:
                SetDefault(context, transaction, table, change);
                break;
            case MoveColumn move:
                transaction.UpdateSchema(schema => Move(schema, move));
                break;
            default:
                ChangeTable(context, transaction, columns, action);
                break;
        }
    }

    private static void Rename(StatementContext context, Transaction transaction, LakeTable table, RenameColumn column)
    {
        var known = table.Table.Schema.FindIgnoringCase(column.Path.ToString());
        RefuseTwin(context, table.Table.Schema, column.Path, column.To, known);
        AlterConstraints.RefuseOn(context, table, column.Path);
        transaction.UpdateSchema(schema => schema.RenameColumn(column.Path.ToString(), column.To.Text));
        if (column.Path.Parts.Length == 1)
        {
            MoveProperty(transaction, table, ColumnDefaults.PropertyOf, known?.Name ?? "", column.To.Text);
            MoveProperty(transaction, table, name => ConstraintProperties.Generated + name, known?.Name ?? "", column.To.Text);
        }
    }

    private static void ChangeTable(StatementContext context, Transaction transaction, Schema columns, AlterAction action)
    {
        switch (action)
        {
            case SetProperties properties:
                transaction.SetProperties(properties.Properties.ToDictionary(p => p.Key, p => p.Value));
                break;
            case UnsetProperties properties:
                transaction.RemoveProperties(properties.Keys);
                break;
            case SetSorting sorting:
                transaction.SetSortOrder(Partitioning.ReadSorting(context, sorting.Terms, columns));
                break;
            case SetPartitioning partitioning:
                transaction.SetPartitioning(Partitioning.Read(context, partitioning.Terms, columns));
                break;
            default:
                throw context.Unsupported(
                    action.Span,
                    $"An Iceberg table has no '{(action as UnsupportedAction)?.Text}'.",
                    "the ways to change a table are ADD, DROP, RENAME and ALTER COLUMN … TYPE, SET DEFAULT, NOT NULL, FIRST and AFTER, ADD and DROP CONSTRAINT, RENAME TO, SET TBLPROPERTIES, SET PARTITIONED BY and SET SORTED BY");
        }
    }

    private static void SetDefault(StatementContext context, Transaction transaction, LakeTable table, SetDefault change)
    {
        if (change.Path.Parts.Length > 1)
        {
            throw context.Unsupported(change.Path.Span, "Members of structs have no defaults.", "give the whole struct one");
        }

        var column = ChangeRules.Column(context, table.Table.Schema, change.Path, change.Path.Last);
        var (property, constant) = (ColumnDefaults.PropertyOf(column.Name), (string?)null);
        if (change.Value is { } value && !context.IsNull(value))
        {
            context.CheckDefault(value, TypeMapping.ToDuckDb(column.Type));
            constant = ColumnDefaults.Constant(context, value, column.Type, table.Table.Metadata.FormatVersion);
            if (constant is null)
            {
                transaction.SetProperties(new Dictionary<string, string> { [property] = context.Source.GetText(value) });
            }
        }

        if (constant is not null || change.Value is null || context.IsNull(change.Value.GetValueOrDefault()))
        {
            transaction.RemoveProperties([property]);
        }

        if (column.WriteDefault != constant)
        {
            transaction.UpdateSchema(schema => schema.SetWriteDefault(change.Path.ToString(), constant));
        }
    }

    /// <summary>A default stays with its column, and so does what it is computed from.</summary>
    private static void MoveProperty(Transaction transaction, LakeTable table, Func<string, string> propertyOf, string name, string? to)
    {
        if (table.Table.Metadata.Properties.TryGetValue(propertyOf(name), out var value))
        {
            transaction.RemoveProperties([propertyOf(name)]);
            if (to is not null)
            {
                transaction.SetProperties(new Dictionary<string, string> { [propertyOf(to)] = value });
            }
        }
    }

    private static SchemaUpdate Move(SchemaUpdate schema, MoveColumn move) =>
        move.Behind is not { } behind ? schema.MoveFirst(move.Path.ToString())
        : schema.MoveAfter(move.Path.ToString(), Around(move.Path) is { } around ? $"{around}.{behind.Text}" : behind.Text);

    public static IcebergType TypeOf(StatementContext context, LakeTable table, string column, TextSpan type)
    {
        var described = context.Describe(new SqlComposer(context.Source).Add("SELECT CAST(NULL AS ").Copy(type).Add("\n)"));
        return ColumnPlan.TypeOf(column, described[0].Type, context.At(type), table.Table.Metadata.FormatVersion);
    }

    /// <summary>Iceberg would take two names that differ only in case, SQL cannot.</summary>
    public static void RefuseTwin(StatementContext context, Schema columns, QualifiedName path, SqlName name, NestedField? renamed)
    {
        var twin = Siblings(columns, path).FirstOrDefault(f => f.Id != renamed?.Id && string.Equals(f.Name, name.Text, StringComparison.OrdinalIgnoreCase));
        if (twin is not null)
        {
            throw EngineRules.DuplicateColumn.Error(context.At(name.Span), $"The table has a column '{columns.PathOf(twin.Id)}' already.", "choose another name");
        }
    }

    /// <summary>DuckDB has no structs without members.</summary>
    private static void RefuseLast(StatementContext context, Schema columns, DropColumn drop)
    {
        if (drop.Path.Parts.Length > 1 && Siblings(columns, drop.Path) is [var last] && columns.FindIgnoringCase(drop.Path.ToString())?.Id == last.Id)
        {
            throw context.Unsupported(drop.Path.Span, $"'{drop.Path}' is the only member of its struct.", "drop the struct, or add another member first");
        }
    }

    /// <summary>The columns among which a column stands, or would stand.</summary>
    private static ImmutableArray<NestedField> Siblings(Schema columns, QualifiedName path)
    {
        return Around(path) is not { } around ? columns.Fields : columns.FindIgnoringCase(around)?.Type switch
        {
            StructType s => s.Fields,
            ListType { Element: StructType s } => s.Fields,
            MapType { Value: StructType s } => s.Fields,
            _ => [],
        };
    }

    /// <summary>The path of the column that has another one in it; null for a column of the table.</summary>
    public static string? Around(QualifiedName path) =>
        path.Parts.Length == 1 ? null : string.Join('.', path.Parts.SkipLast(1).Select(part => part.Text));
}
