using System.Collections.Immutable;
using System.Globalization;
using Lake.Engines.DuckDb.Sessions;
using Lake.Engines.DuckDb.Text;
using Lake.Engines.DuckDb.Types;
using Lake.Engines.DuckDb.Writing;
using Lake.Iceberg.Schemas;
using Lake.Sql;
using Lake.Sql.Statements;
using Lake.Text;

namespace Lake.Engines.DuckDb.Statements;

/// <summary>Constraints as a statement writes them, as properties of its table.</summary>
internal sealed class ConstraintReader(StatementContext context, QualifiedName table, Schema schema)
{
    public static IEnumerable<TableConstraint> Of(CreateTableStatement statement) =>
        statement.Columns.SelectMany(c => c.Constraints).Concat(statement.Constraints);

    public ImmutableSortedDictionary<string, string> Read(IEnumerable<TableConstraint> constraints, IEnumerable<string> taken)
    {
        var properties = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        var names = taken.ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var constraint in constraints)
        {
            var (prefix, value) = Read(constraint);
            properties[prefix + Name(constraint, names)] = value;
        }

        return properties.ToImmutable();
    }

    private (string Prefix, string Value) Read(TableConstraint constraint)
    {
        switch (constraint.Kind)
        {
            case ConstraintKind.Check when constraint.Condition is { } condition:
                Bind(condition);
                return (ConstraintProperties.Check, context.Source.GetText(condition));
            case ConstraintKind.PrimaryKey or ConstraintKind.Unique:
                return (ConstraintProperties.Unique, ConstraintProperties.KeyOf(constraint.Columns.Select(c => Column(c).Name)));
            case ConstraintKind.ForeignKey:
                _ = constraint.Columns.Select(Column).Count();
                return (ConstraintProperties.Reference, context.Source.GetText(constraint.Span));
            case ConstraintKind.Collation:
                throw context.Unsupported(constraint.Span, "Columns of Iceberg tables have no collation.", "write COLLATE where texts are compared");
            case ConstraintKind.Generated when context.Statement is CreateTableStatement { Query: null } && constraint.Condition is { } expression:
                return (ConstraintProperties.Generated, context.Source.GetText(expression));
            default:
                throw context.Unsupported(constraint.Span, "Only a table that is made without rows gets computed columns.", "create the table first, and insert the rows");
        }
    }

    /// <summary>Refuses an expression that looks at more than the row.</summary>
    public static void RefuseQuery(StatementContext context, TextSpan expression)
    {
        if (context.Statement.Tokens.FirstOrDefault(t => t.IsWord("select") && t.Span.Start >= expression.Start && t.Span.End <= expression.End) is { Text: not null } query)
        {
            throw context.Unsupported(query.Span, "What is asked of a row, or computed from it, holds no query.", "leave it to a test, or to whoever writes the rows");
        }
    }

    /// <summary>Fails where the condition is none of the table's rows alone.</summary>
    private void Bind(TextSpan condition)
    {
        RefuseQuery(context, condition);
        var columns = schema.Fields.Select(f => $"CAST(NULL AS {TypeMapping.ToDuckDb(f.Type)}) AS {SqlText.Identifier(f.Name)}");
        _ = context.Describe(new SqlComposer(context.Source).Add($"SELECT 1 FROM (SELECT {string.Join(", ", columns)}) AS {SqlText.Identifier(table.Last.Text)} WHERE CAST((").Copy(condition).Add("\n) AS BOOLEAN)"));
    }

    private NestedField Column(SqlName name) => ChangeRules.Column(context, schema, table, name) is { Type: PrimitiveType } column
        ? column
        : throw context.Unsupported(name.Span, $"'{name.Text}' is a list, struct or map, which is no key.", "use columns of simple types");

    private string Name(TableConstraint constraint, HashSet<string> taken)
    {
        if (constraint.Name is { } name)
        {
            return taken.Add(name.Text) ? name.Text : throw EngineRules.SqlError.Error(context.At(name.Span), $"There is already a constraint '{name.Text}'.", "choose another name");
        }

        var stem = constraint.Kind switch
        {
            ConstraintKind.Check => "check",
            ConstraintKind.PrimaryKey => "primary_key",
            ConstraintKind.Unique => "unique_" + string.Join('_', constraint.Columns.Select(c => c.Text)),
            ConstraintKind.ForeignKey => "foreign_key",
            ConstraintKind.Generated => ChangeRules.Column(context, schema, table, constraint.Columns[0]).Name,
            ConstraintKind.Collation => "",
        };
        var found = stem;
        for (var i = 2; !taken.Add(found); i++)
        {
            found = stem + "_" + i.ToString(CultureInfo.InvariantCulture);
        }

        return found;
    }
}
