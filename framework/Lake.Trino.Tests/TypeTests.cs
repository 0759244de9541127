using System.Text;
using Lake.Testing;
using Lake.Trino.Sessions;
using Lake.Trino.Transport;
using Xunit;

namespace Lake.Trino.Tests;

public class TypeTests
{
    /// <summary>Each line is an expression; the server's type and the value that comes from it, in pages and in segments.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Values_of_every_type_come_as_they_are(bool spools)
    {
        var path = Path.Combine(Baseline.Folder([]), "Types");
        using var client = new TrinoClient(new TrinoClientOptions { Server = Servers.Trino.Address, UsesSpooling = spools });
        var text = new StringBuilder();
        foreach (var expression in File.ReadAllLines(path + ".sql"))
        {
            text.Append(expression).Append("\n    ").Append(Read(client, expression)).Append('\n');
        }

        Baseline.Check(path + ".txt", text.ToString());
    }

    private static string Read(TrinoClient client, string expression)
    {
        using var query = client.Execute($"select {expression} as x", new TrinoSession { User = "test", TimeZone = "UTC" }, TestContext.Current.CancellationToken);
        var row = query.Rows.Single();
        return $"{query.Columns?[0].Text}: {ValueText.Of(row[0])}";
    }
}
