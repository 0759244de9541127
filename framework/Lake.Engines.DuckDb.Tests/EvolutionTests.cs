using System.Text;
using Lake.Engines.DuckDb.Tests.Evolution;
using Lake.Text;
using Shouldly;
using Xunit;

namespace Lake.Engines.DuckDb.Tests;

/// <summary>Values keep to their fields, whatever happens to names: random evolutions and writes against a model.</summary>
public sealed class EvolutionTests : IDisposable
{
    private const int Seeds = 6;
    private const int Steps = 25;

    private readonly Lakehouse _lakehouse = new();

    [Theory]
    [InlineData("")]
    [InlineData("WITH ('write.update.mode' = 'merge-on-read', 'write.delete.mode' = 'merge-on-read', 'write.merge.mode' = 'merge-on-read')")]
    [InlineData("WITH ('write.update.mode' = 'copy-on-write', 'write.delete.mode' = 'copy-on-write', 'write.merge.mode' = 'copy-on-write')")]
    [InlineData("PARTITIONED BY (bucket(2, k))")]
    public void A_table_holds_what_its_model_holds(string properties)
    {
        for (var seed = 0; seed < Seeds; seed++)
        {
            var log = new StringBuilder();
            _lakehouse.Run("DROP TABLE IF EXISTS t");
            var table = new Evolving(seed, sql => Run(log, sql), properties);
            for (var step = 0; step < Steps; step++)
            {
                table.Step();
                _lakehouse.Query("SELECT * FROM t ORDER BY k").ShouldBe(_lakehouse.Query(table.Expected), $"seed {seed}\n{log}");
            }
        }
    }

    private void Run(StringBuilder log, string sql)
    {
        log.Append(sql).AppendLine(";");
        try
        {
            _lakehouse.Run(sql);
        }
        catch (DiagnosticException error)
        {
            throw new InvalidOperationException(log.ToString(), error);
        }
    }

    public void Dispose() => _lakehouse.Dispose();
}
