using Lake.Engines.DuckDb.Changes;
using Lake.Engines.DuckDb.Sessions;
using Lake.Engines.DuckDb.Text;
using Lake.Engines.DuckDb.Types;
using Lake.Engines.DuckDb.Writing;
using Lake.Iceberg.Schemas;
using Lake.Sql;
using Lake.Sql.Statements;

namespace Lake.Engines.DuckDb.Statements;

/// <summary>What each column becomes by one clause of a MERGE.</summary>
internal sealed class MergeValues
{
    private readonly Dictionary<int, Action<SqlComposer>> _values = [];
    private readonly Func<NestedField, string> _otherwise;

    private MergeValues(Func<NestedField, string> otherwise) => _otherwise = otherwise;

    /// <summary>Null for clauses that leave no row, and give back none.</summary>
    public static MergeValues? Of(StatementContext context, ChangeSource target, MergeInput input, MergeClause clause) => clause.Verb switch
    {
        MergeVerb.Update => OfUpdate(context, target, input, clause),
        MergeVerb.Insert => OfInsert(context, target, input, clause),
        MergeVerb.Delete when target.Statement.Returning is not null => new MergeValues(target.Current),
        MergeVerb.Delete or MergeVerb.DoNothing or MergeVerb.Error => null,
    };

    public void Write(NestedField column, SqlComposer query)
    {
        if (_values.TryGetValue(column.Id, out var write))
        {
            write(query);
        }
        else
        {
            query.Add(_otherwise(column));
        }
    }

    private static MergeValues OfUpdate(StatementContext context, ChangeSource target, MergeInput input, MergeClause clause)
    {
        var values = new MergeValues(target.Current);
        if (clause.Assignments.IsEmpty)
        {
            values.FromSource(context, target, input, clause, [.. GeneratedColumns.Given(target.Table)]);
            return values;
        }

        foreach (var (id, value) in ChangeRules.Assignments(context, target, clause.Assignments))
        {
            var column = target.Schema.Fields.First(f => f.Id == id);
            input.Check(context, clause, target, value);
            values._values[id] = query => target.CopyValue(query, value, column, input.Scope(clause, target));
        }

        return values;
    }

    private static MergeValues OfInsert(StatementContext context, ChangeSource target, MergeInput input, MergeClause clause)
    {
        var values = new MergeValues(target.Default);
        if (clause.DefaultValues)
        {
            return values;
        }

        var columns = clause.Columns.IsEmpty
            ? [.. GeneratedColumns.Given(target.Table)]
            : clause.Columns.Select(column => ChangeRules.Given(context, target.Table, target.Statement.Target, column)).ToList();
        if (clause.Values.IsEmpty)
        {
            values.FromSource(context, target, input, clause, columns);
            return values;
        }

        CheckCount(context, clause, columns.Count, clause.Values.Length);
        for (var i = 0; i < columns.Count; i++)
        {
            var (column, value) = (columns[i], clause.Values[i]);
            input.Check(context, clause, target, value);
            values._values[column.Id] = query => target.CopyValue(query, value, column, input.Scope(clause, target));
        }

        return values;
    }

    /// <summary>All columns of the source, by place or by name.</summary>
    private void FromSource(StatementContext context, ChangeSource target, MergeInput input, MergeClause clause, List<NestedField> columns)
    {
        if (!clause.ByName)
        {
            CheckCount(context, clause, columns.Count, input.Columns.Length);
        }

        for (var i = 0; i < input.Columns.Length; i++)
        {
            var name = input.Columns[i].Name;
            var column = clause.ByName
                ? ChangeRules.Given(context, target.Table, target.Statement.Target, new SqlName(name, clause.Span))
                : columns[i];
            _values[column.Id] = query => query.Add($"CAST({SqlText.Identifier(input.Alias, name)} AS {TypeMapping.ToDuckDb(column.Type)})");
        }
    }

    private static void CheckCount(StatementContext context, MergeClause clause, int columns, int values)
    {
        if (columns != values)
        {
            throw EngineRules.SqlError.Error(context.At(clause.Span), $"{columns} columns are to be filled, but there are {values} values.");
        }
    }
}
