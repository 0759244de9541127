using Lake.Engines.DuckDb.Mirrors;
using Lake.Engines.DuckDb.Relations;
using Lake.Engines.DuckDb.Sessions;
using Lake.Iceberg.Names;
using Lake.Sql;

namespace Lake.Engines.DuckDb.Writing;

/// <summary>Holds a table to its PRIMARY KEY and UNIQUE constraints after a statement has changed it.</summary>
internal static class KeyChecks
{
    /// <summary>Whether rows depend on those that others write meanwhile.</summary>
    public static bool AreOn(LakeTable table) => ConstraintProperties.Keys(table.Table.Metadata.Properties).Any();

    /// <summary>Reads the keys of all rows that the statement leaves behind.</summary>
    public static void Check(StatementContext context, TableIdentifier id)
    {
        if (context.Work.Find(id) is not LakeTable table)
        {
            return;
        }

        foreach (var (name, columns) in ConstraintProperties.Keys(table.Table.Metadata.Properties))
        {
            var names = columns.Select(SqlText.Identifier).ToList();
            var key = string.Join(", ", names);
            var rows = context.Duck.Query(
                $"SELECT concat_ws(', ', {key}) FROM ({new TableSql(context.Duck, table).All()}) AS keyed WHERE {string.Join(" AND ", names.Select(n => n + " IS NOT NULL"))} GROUP BY {key} HAVING count(*) > 1 ORDER BY {key} LIMIT 1");
            if (rows is [[var value, ..], ..])
            {
                throw EngineRules.ConstraintViolation.Error(
                    FileChecks.Where(context),
                    $"'{table.Id}' would have several rows with the same {string.Join(", ", columns)}, among them ({value}): constraint '{name}'.",
                    "write each key once, for example with MERGE, or end the constraint with ALTER TABLE … DROP CONSTRAINT");
            }
        }
    }
}
