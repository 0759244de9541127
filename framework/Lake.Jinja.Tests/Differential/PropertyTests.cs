using Lake.Jinja.Dbt;
using Lake.Jinja.Values;
using Lake.JinjaCases;
using Lake.Testing;
using Shouldly;

namespace Lake.Jinja.Tests.Differential;

public class PropertyTests
{
    private const int Count = 3_000;

    /// <summary><c>LAKE_TEST_SEED</c> asks for other templates than those of every day.</summary>
    [RequiresFact("LAKE_TEST_JINJA2")]
    public void Agrees_with_Jinja2_on_templates_from_a_grammar()
    {
        var first = int.TryParse(Environment.GetEnvironmentVariable("LAKE_TEST_SEED"), out var seed) ? seed : 1;
        var context = PyJsonReader.Read(ExpressionGenerator.Context);
        var cases = new PyList(Enumerable.Range(first, Count).Select(number => new PyDict
        {
            { "name", ExpressionGenerator.NameOf(number) },
            { "template", new ExpressionGenerator(number).Template() },
            { "context", context },
        }));

        var expected = Oracle.Ask(cases);

        Differences.Between(CaseFile.Read(PyJsonWriter.Write(cases)), expected).ShouldBeEmpty();
    }
}
