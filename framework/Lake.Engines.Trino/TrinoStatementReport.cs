using Lake.Trino.Queries;

namespace Lake.Engines.Trino;

/// <summary>What a statement has cost, as the server says.</summary>
/// <param name="QueryId">Under which the server's web interface shows it.</param>
public sealed record TrinoStatementReport(string QueryId, string Sql, TrinoStatistics Statistics, IReadOnlyList<string> Warnings);
