using System.Collections.Immutable;
using Lake.Engines.DuckDb.Mirrors;
using Lake.Engines.DuckDb.Relations;
using Lake.Engines.DuckDb.Sessions;
using Lake.Engines.DuckDb.Writing;
using Lake.Iceberg.Transactions;
using Lake.Sql;
using Lake.Sql.Statements;
using Lake.Text;

namespace Lake.Engines.DuckDb.Statements;

/// <summary>ADD and DROP CONSTRAINT, SET and DROP NOT NULL.</summary>
internal static class AlterConstraints
{
    public static void Run(StatementContext context, Transaction transaction, LakeTable table, AlterAction action)
    {
        switch (action)
        {
            case AddConstraint add:
                Add(context, transaction, table, ((AlterTableStatement)context.Statement).Name, add.Constraint);
                break;
            case DropConstraint drop:
                Drop(context, transaction, table, drop);
                break;
            case ChangeNullability { NotNull: true } change:
                Require(context, transaction, table, change.Path);
                break;
            case ChangeNullability change:
                Allow(context, transaction, table, change.Path);
                break;
            default:
                break;
        }
    }

    public static void RefuseOn(StatementContext context, LakeTable table, QualifiedName column)
    {
        if (ConstraintProperties.On(table.Table.Metadata.Properties, column.Parts[0].Text) is { } name)
        {
            throw context.Unsupported(
                column.Span, $"The constraint '{name}' rests on the column '{column}'.", $"end it first: ALTER TABLE … DROP CONSTRAINT {SqlText.Identifier(name)}");
        }
    }

    /// <summary>
    /// A column that may hold nulls stays so in the format, where older snapshots have them: a check holds new rows to
    /// having a value.
    /// </summary>
    public static void Require(StatementContext context, Transaction transaction, LakeTable table, QualifiedName path)
    {
        if (path.Parts.Length > 1)
        {
            throw context.Unsupported(path.Span, "Members of structs cannot be made NOT NULL.", "write a CHECK constraint");
        }

        var column = ChangeRules.Column(context, table.Table.Schema, path, path.Last);
        if (!column.Required)
        {
            Set(context, transaction, table, ImmutableSortedDictionary<string, string>.Empty.Add(NotNullOf(column.Name), SqlText.Identifier(column.Name) + " IS NOT NULL"));
        }
    }

    private static void Allow(StatementContext context, Transaction transaction, LakeTable table, QualifiedName path)
    {
        if (path.Parts.Length == 1 && table.Table.Metadata.Properties.ContainsKey(NotNullOf(ChangeRules.Column(context, table.Table.Schema, path, path.Last).Name)))
        {
            transaction.RemoveProperties([NotNullOf(ChangeRules.Column(context, table.Table.Schema, path, path.Last).Name)]);
        }
        else
        {
            transaction.UpdateSchema(schema => schema.MakeOptional(path.ToString()));
        }
    }

    private static string NotNullOf(string column) => ConstraintProperties.Check + column + "_not_null";

    public static void Add(StatementContext context, Transaction transaction, LakeTable table, QualifiedName name, TableConstraint constraint)
    {
        var known = ConstraintProperties.In(table.Table.Metadata.Properties).Select(ConstraintProperties.NameOf);
        Set(context, transaction, table, new ConstraintReader(context, name, table.Table.Schema).Read([constraint], known));
        if (constraint.Kind == ConstraintKind.PrimaryKey)
        {
            foreach (var column in constraint.Columns)
            {
                Require(context, transaction, table, new QualifiedName([column], column.Span));
            }
        }
    }

    /// <summary>The rows that are there must hold too.</summary>
    private static void Set(StatementContext context, Transaction transaction, LakeTable table, ImmutableSortedDictionary<string, string> properties)
    {
        foreach (var (name, condition) in ConstraintProperties.Checks(properties))
        {
            if (context.Duck.Query($"SELECT 1 FROM ({new TableSql(context.Duck, table).All()}) AS checked WHERE NOT {RowChecks.Holds(condition)} LIMIT 1").Count > 0)
            {
                throw new DiagnosticException(RowChecks.Broken(context, table.Table, name, condition));
            }
        }

        transaction.SetProperties(properties);
        context.Work.Staged(table.Id, transaction);
        KeyChecks.Check(context, table.Id);
    }

    private static void Drop(StatementContext context, Transaction transaction, LakeTable table, DropConstraint drop)
    {
        var properties = table.Table.Metadata.Properties;
        if (ConstraintProperties.Find(properties, drop.Name.Text) is { } property)
        {
            transaction.RemoveProperties([property]);
        }
        else if (!drop.IfExists)
        {
            var names = ConstraintProperties.In(properties).Select(ConstraintProperties.NameOf).ToList();
            throw EngineRules.SqlError.Error(
                context.At(drop.Name.Span), $"The table has no constraint '{drop.Name.Text}'.",
                Spelling.Hint(drop.Name.Text, names) ?? (names.Count > 0 ? $"there are: {string.Join(", ", names)}" : null));
        }
    }
}
