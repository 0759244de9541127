using System.Globalization;
using Lake.Jinja.Dbt;
using Lake.Jinja.Values;
using Lake.JinjaCases;
using Shouldly;
using Xunit;

namespace Lake.Jinja.Tests.Differential;

public class PropertyTests
{
    private const int Count = 3_000;

    [Fact]
    public void Agrees_with_Jinja2_on_expressions_from_a_grammar() =>
        Check(["jinja"], (number, _) => new ExpressionGenerator(number).Template());

    [Fact]
    public void Agrees_with_Jinja2_on_statements_from_a_grammar() =>
        Check(["jinja", "dbt", "dbt_parse", "native"], (number, mode) => new StatementGenerator(number, isDbt: mode != "jinja").Template());

    /// <summary><c>LAKE_TEST_SEED</c> asks for other templates than those of every day.</summary>
    private static void Check(string[] modes, Func<int, string, string> template)
    {
        var first = int.TryParse(Environment.GetEnvironmentVariable("LAKE_TEST_SEED"), out var seed) ? seed : 1;
        var context = PyJsonReader.Read(ExpressionGenerator.Context);
        var cases = new PyList(Enumerable.Range(first, Count).Select(number => new PyDict
        {
            { "name", number.ToString(CultureInfo.InvariantCulture) },
            { "template", template(number, modes[number % modes.Length]) },
            { "context", context },
            { "mode", modes[number % modes.Length] },
        }));

        var expected = Oracle.Ask(cases);

        Differences.Between(CaseFile.Read(PyJsonWriter.Write(cases)), expected).ShouldBeEmpty();
    }
}
