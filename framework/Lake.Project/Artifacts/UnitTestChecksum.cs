using Lake.Project.Nodes;
using Lake.Project.Values;

namespace Lake.Project.Artifacts;

/// <summary>dbt's checksum of a unit test: all it says but its description, as Python prints it.</summary>
internal static class UnitTestChecksum
{
    public static string Of(UnitTestNode node)
    {
        var given = string.Join(", ", node.Given.OfType<ValueMap>().Select(g => $"UnitTestInputFixture(input={PlainValues.Repr(g.Find("input"))}, {Fixture(g)})"));
        var overrides = node.Overrides.Count == 0 ? "None"
            : $"UnitTestOverrides(macros={Map(node, "macros")}, vars={Map(node, "vars")}, env_vars={Map(node, "env_vars")})";
        var versions = node.Versions is { } asked ? $"UnitTestNodeVersions(include={PlainValues.Repr(asked.Find("include"))}, exclude={PlainValues.Repr(asked.Find("exclude"))})" : "None";
        var files = string.Concat(node.Given.OfType<ValueMap>().Where(g => g.Find("fixture") is not null).Select(g => "-" + PlainValues.Text(g.Find("rows"))));
        var runs = node.Runs.Count == 0 ? "" : PlainValues.Repr(node.Runs);
        return Checksum.Sha256($"{node.Model}-{versions}-[{given}]-UnitTestOutputFixture({Fixture(node.Expect)})-{overrides}{files}{runs}");
    }

    private static string Fixture(ValueMap fixture)
    {
        var format = fixture.Find("format") as string ?? "dict";
        var name = format switch
        {
            "csv" => "CSV",
            "sql" => "SQL",
            _ => "Dict",
        };
        return $"rows={PlainValues.Repr(fixture.Find("rows") ?? ValueList.Empty)}, format=<UnitTestFormat.{name}: '{format}'>, fixture={PlainValues.Repr(fixture.Find("fixture"))}";
    }

    private static string Map(UnitTestNode node, string key) => PlainValues.Repr(node.Overrides.Find(key) ?? ValueMap.Empty);
}
