using System.Diagnostics.CodeAnalysis;
using Lake.Sql;

namespace Lake.Engines.Trino.Relations;

/// <summary>Trino's names are lower case, whatever quotes stand around them.</summary>
internal static class TrinoNames
{
    [SuppressMessage("Globalization", "CA1308", Justification = "Trino lowers names.")]
    public static RelationName Lower(RelationName name) =>
        new(name.Database?.ToLowerInvariant(), name.Schema?.ToLowerInvariant(), name.Identifier.ToLowerInvariant());
}
