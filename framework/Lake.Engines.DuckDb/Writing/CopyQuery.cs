using Lake.Engines.DuckDb.Text;
using Lake.Engines.DuckDb.Types;
using Lake.Iceberg.Schemas;
using Lake.Sql;

namespace Lake.Engines.DuckDb.Writing;

/// <summary>Puts a user's query into the shape of a table: its columns in order, each with exactly its type.</summary>
internal static class CopyQuery
{
    /// <param name="query">What the user wrote.</param>
    /// <param name="columns">What it returns.</param>
    /// <param name="positions">For each column of the table the place of its value in the query; -1 for none.</param>
    /// <param name="defaults">The values of columns that have none in the query.</param>
    public static SqlComposer Shape(
        SqlComposer query, IReadOnlyList<RelationColumn> columns, Schema schema, IReadOnlyList<int> positions, Func<NestedField, string> defaults)
    {
        if (Fits(columns, schema, positions))
        {
            return query;
        }

        var list = schema.Fields.Select((field, i) => $"{(positions[i] < 0 ? defaults(field) : Value(columns, field, positions[i]))} AS {SqlText.Identifier(field.Name)}");
        var names = columns.Select((_, i) => Name(i));
        return new SqlComposer(query.Source)
            .Add($"SELECT {string.Join(", ", list)} FROM (")
            .Append(query)
            .Add($"\n) AS __lake_query({string.Join(", ", names)})");
    }

    /// <summary>As many as the query has, in order.</summary>
    public static IReadOnlyList<int> InOrder(int count) => [.. Enumerable.Range(0, count)];

    private static string Value(IReadOnlyList<RelationColumn> columns, NestedField field, int position)
    {
        var type = TypeMapping.ToDuckDb(field.Type);
        return IsWrittenAs(columns[position].Type, type)
            ? Name(position)
            : $"CAST({Name(position)} AS {type})";
    }

    /// <summary>Parquet has an ENUM as text, and DuckDB writes it without looking at each row's.</summary>
    private static bool IsWrittenAs(string given, string type) =>
        TypeMapping.AreSame(given, type) || (type == "VARCHAR" && given.StartsWith("ENUM(", StringComparison.Ordinal) && given.EndsWith(')'));

    private static string Name(int position) => FormattableString.Invariant($"c{position}");

    private static bool Fits(IReadOnlyList<RelationColumn> columns, Schema schema, IReadOnlyList<int> positions)
    {
        if (columns.Count != schema.Fields.Length)
        {
            return false;
        }

        for (var i = 0; i < columns.Count; i++)
        {
            if (positions[i] != i || columns[i].Name != schema.Fields[i].Name
                || !IsWrittenAs(columns[i].Type, TypeMapping.ToDuckDb(schema.Fields[i].Type)))
            {
                return false;
            }
        }

        return true;
    }
}
