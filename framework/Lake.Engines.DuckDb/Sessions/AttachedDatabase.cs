using System.Collections.Immutable;
using Lake.Engines.DuckDb.Connections;
using Lake.Sql;
using Lake.Text;

namespace Lake.Engines.DuckDb.Sessions;

/// <summary>
/// A database beside the lakehouse. Every session reads it and none writes it: each has a DuckDB of its own, and two of
/// them cannot write one file.
/// </summary>
/// <param name="Path">A file, or what else DuckDB's ATTACH takes.</param>
/// <param name="Options">Options of ATTACH by name, such as TYPE.</param>
public sealed record AttachedDatabase(string Path, string Alias, ImmutableSortedDictionary<string, string> Options)
{
    internal void Attach(DuckGate duck)
    {
        var options = Options.Select(o => $"{SqlText.Identifier(o.Key)} {SqlText.Literal(o.Value)}").Prepend("READ_ONLY");
        try
        {
            duck.Run($"ATTACH IF NOT EXISTS {SqlText.Literal(Path)} AS {SqlText.Identifier(Alias)} ({string.Join(", ", options)})");
        }
        catch (DiagnosticException error)
        {
            throw EngineRules.SqlError.Error(null, $"The database '{Alias}' cannot be attached: {error.Diagnostic.Message}", "check 'attach' of the target");
        }
    }
}
