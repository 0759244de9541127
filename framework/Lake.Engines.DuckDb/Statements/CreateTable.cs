using System.Collections.Immutable;
using Lake.Engines.DuckDb.Changes;
using Lake.Engines.DuckDb.Sessions;
using Lake.Engines.DuckDb.Text;
using Lake.Engines.DuckDb.Types;
using Lake.Engines.DuckDb.Writing;
using Lake.Iceberg.Metadata;
using Lake.Iceberg.Names;
using Lake.Iceberg.Schemas;
using Lake.Iceberg.Transactions;
using Lake.Sql;
using Lake.Sql.Statements;
using Lake.Text;

namespace Lake.Engines.DuckDb.Statements;

/// <summary>CREATE TABLE, with columns or with a query.</summary>
internal static class CreateTable
{
    public static long? Run(StatementContext context, CreateTableStatement statement)
    {
        var id = context.NewId(statement.Name);
        if (!context.IsToBeMade(statement, id))
        {
            return null;
        }

        return statement.Query is { } span
            ? FromQuery(context, statement, id, span)
            : Empty(context, statement, id);
    }

    private static long? Empty(StatementContext context, CreateTableStatement statement, Lake.Iceberg.Names.TableIdentifier id)
    {
        if (statement.Columns.FirstOrDefault(column => column.Type.Length == 0 && ComputedTypes.Expression(column) is null) is { } untyped)
        {
            throw SqlRules.Syntax.Error(context.At(untyped.Name.Span), $"Column '{untyped.Name.Text}' has no type.", "write one behind its name");
        }

        var columns = ComputedTypes.Add(context, statement, Types(context, [.. statement.Columns.Where(column => ComputedTypes.Expression(column) is null)]));
        Create(context, id, Define(context, statement, columns), statement.OrReplace);
        return null;
    }

    private static long? FromQuery(
        StatementContext context, CreateTableStatement statement, Lake.Iceberg.Names.TableIdentifier id, TextSpan span)
    {
        // Not the table itself: one that cannot be read any more can still be replaced.
        context.PrepareReading(span, context.Source.GetText(span));
        var query = context.WithoutPivot(context.Query(null, span));
        var given = context.Describe(query);
        var columns = Columns(context, statement, given);
        var transaction = Create(context, id, Define(context, statement, columns), statement.OrReplace);
        if (statement.WithoutData)
        {
            return 0;
        }

        var shaped = CopyQuery.Shape(query, given, transaction.Stage().Schema, CopyQuery.InOrder(given.Count), ChangeSource.Null);
        var written = new DataWriter(context).Write(transaction, shaped);
        transaction.Append(written.Files);
        context.Work.Staged(id, transaction);
        KeyChecks.Check(context, id);
        return written.Rows;
    }

    private static Transaction Create(StatementContext context, TableIdentifier id, TableDefinition definition, bool replace)
    {
        var transaction = context.Work.Create(id, definition, replace);
        var known = transaction.Stage().Metadata.Properties;
        var old = ColumnDefaults.In(known).Concat(ConstraintProperties.In(known)).Where(key => !definition.Properties.ContainsKey(key)).ToList();
        if (old.Count > 0)
        {
            transaction.RemoveProperties(old);
            context.Work.Staged(id, transaction);
        }

        return transaction;
    }

    /// <summary>Of the query, with the names and types that the statement gives itself.</summary>
    private static ImmutableArray<RelationColumn> Columns(
        StatementContext context, CreateTableStatement statement, IReadOnlyList<RelationColumn> given)
    {
        if (statement.Columns.IsEmpty)
        {
            return ColumnPlan.Distinct(given);
        }

        if (statement.Columns.Length != given.Count)
        {
            throw EngineRules.SqlError.Error(
                context.At(statement.Name.Span),
                $"The statement names {statement.Columns.Length} columns, but its query returns {given.Count}.");
        }

        var typed = Types(context, [.. statement.Columns.Where(column => column.Type.Length > 0)]).ToDictionary(column => column.Name);
        return [.. statement.Columns.Select((column, i) =>
            typed.GetValueOrDefault(column.Name.Text) ?? given[i] with { Name = column.Name.Text })];
    }

    /// <summary>Types in DuckDB's own words.</summary>
    private static IReadOnlyList<RelationColumn> Types(StatementContext context, ImmutableArray<ColumnDefinition> columns)
    {
        if (columns.IsEmpty)
        {
            return [];
        }

        var query = new SqlComposer(context.Source).Add("SELECT ");
        foreach (var column in columns)
        {
            query.Add("CAST(NULL AS ").Copy(column.Type).Add($"\n) AS {SqlText.Identifier(column.Name.Text)}, ");
        }

        return context.Describe(query);
    }

    private static TableDefinition Define(StatementContext context, CreateTableStatement statement, IReadOnlyList<RelationColumn> columns)
    {
        CheckNames(context, statement, columns);
        var version = statement.Properties.FirstOrDefault(p => p.Key == TableProperties.FormatVersion)?.Value == "3" ? 3 : TableMetadata.DefaultVersion;
        var schema = ColumnPlan.SchemaOf(columns, context.At(statement.Name.Span), version);
        var constraints = ConstraintReader.Of(statement).ToList();
        var required = statement.Columns.Where(c => c.NotNull).Select(c => c.Name.Text)
            .Concat(constraints.Where(c => c.Kind == ConstraintKind.PrimaryKey).SelectMany(c => c.Columns).Select(c => ChangeRules.Column(context, schema, statement.Name, c).Name))
            .ToHashSet();
        var defaults = Defaults(context, statement, schema, version).ToDictionary(d => d.Column, d => (d.Constant, d.Expression));
        return new TableDefinition(new Schema(0, [.. schema.Fields.Select(f => f with { Required = required.Contains(f.Name), WriteDefault = defaults.GetValueOrDefault(f.Name).Constant })]))
        {
            PartitionedBy = Partitioning.Read(context, statement.Partitioning ?? [], schema),
            SortedBy = Partitioning.ReadSorting(context, statement.Sorting, schema),
            Properties = statement.Properties.ToImmutableSortedDictionary(p => p.Key, p => p.Value, StringComparer.Ordinal)
                .SetItems(defaults.Where(d => d.Value.Constant is null).Select(d => KeyValuePair.Create(ColumnDefaults.PropertyOf(d.Key), d.Value.Expression)))
                .SetItems(new ConstraintReader(context, statement.Name, schema).Read(constraints, [])),
        };
    }

    private static IEnumerable<(string Column, string? Constant, string Expression)> Defaults(
        StatementContext context, CreateTableStatement statement, Schema schema, int version)
    {
        foreach (var (column, field) in statement.Columns.Zip(schema.Fields))
        {
            if (column.Default is { } value && !context.IsNull(value))
            {
                context.CheckDefault(value, TypeMapping.ToDuckDb(field.Type));
                yield return (field.Name, ColumnDefaults.Constant(context, value, field.Type, version), context.Source.GetText(value));
            }
        }
    }

    private static void CheckNames(StatementContext context, CreateTableStatement statement, IReadOnlyList<RelationColumn> columns)
    {
        var twice = columns.GroupBy(column => column.Name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(group => group.Count() > 1);
        if (twice is not null)
        {
            throw EngineRules.DuplicateColumn.Error(
                context.At(statement.Name.Span),
                $"The table would have the columns {string.Join(" and ", twice.Select(column => $"'{column.Name}'"))}.",
                "SQL does not tell them apart; rename one");
        }
    }
}
