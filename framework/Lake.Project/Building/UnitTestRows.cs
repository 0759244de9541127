using Lake.Project.Contexts.Functions;
using Lake.Project.Files;
using Lake.Project.Nodes;
using Lake.Project.Resolving;
using Lake.Project.Rules;
using Lake.Project.Values;
using Lake.Text;
using Lake.Yaml.Tree;

namespace Lake.Project.Building;

/// <summary>Rows of a unit test as dbt keeps them: those of CSV, of fixture files and of seeds become mappings.</summary>
/// <param name="files">The files in <c>fixtures</c> folders.</param>
/// <param name="seeds">Where a seed is looked up whose rows are not given.</param>
/// <param name="report">Where diagnostics go.</param>
internal sealed class UnitTestRows(IEnumerable<ProjectFile> files, NodeFinder seeds, Action<Diagnostic> report)
{
    private readonly Dictionary<(string Package, string Name), ProjectFile> _files =
        files.GroupBy(f => (f.Package, f.Stem)).ToDictionary(g => g.Key, g => g.First());

    /// <summary>The entry with its <c>rows</c> as a list of mappings, or as SQL where that is its format.</summary>
    public ValueMap Read(YamlMapping? entry, ProjectFile file, string test)
    {
        if (entry is null)
        {
            return ValueMap.Empty;
        }

        var values = PlainValues.MapFromYaml(entry);
        return values.With("rows", Rows(values, entry, file) ?? Wrong(values.Find("format") as string ?? "dict", entry.Location, test));
    }

    /// <summary>Null when they are not of the format that the entry names.</summary>
    private object? Rows(ValueMap values, YamlMapping entry, ProjectFile file)
    {
        var (rows, fixture) = (values.Find("rows"), values.Find("fixture") as string);
        return (values.Find("format") as string ?? "dict") switch
        {
            "dict" when rows is ValueList list => FirstWhole(list),
            "dict" when rows is null && fixture is null && values.Find("input") is string input => FirstWhole(SeedRows(input, file, entry.Location)),
            "csv" when fixture is not null => FirstWhole(Csv(Fixture(fixture, file, entry.Location))),
            "csv" when rows is string text => FirstWhole(Csv(text)),
            "sql" when fixture is not null => Fixture(fixture, file, entry.Location).Trim(),
            "sql" when rows is string sql => sql.TrimEnd('\n'),
            _ => null,
        };
    }

    private ValueList Wrong(string format, Location place, string test)
    {
        report(format is "dict" or "csv" or "sql"
            ? ProjectRules.InvalidUnitTest.At(
                place, $"the rows of '{test}' are not of the format '{format}'",
                format == "dict" ? "write 'rows:' as a list of mappings, '[]' for none, or name the format: format: csv" : "write 'rows: |' with the text below it, or name a file: fixture: …")
            : ProjectRules.InvalidUnitTest.At(
                place, $"the unit test '{test}' has rows of the format '{format}'", Spelling.Hint(format, ["dict", "csv", "sql"]) ?? "the formats are dict, csv and sql"));
        return ValueList.Empty;
    }

    private ValueList SeedRows(string input, ProjectFile file, Location place)
    {
        var name = input.Split('\'', '"') is { Length: >= 3 } parts ? parts[^2] : input;
        if (seeds.FindRef(new RefCall(null, name, null, null), file.Package) is SeedNode seed && FileReader.Read(seed.FullPath, seed.OriginalFilePath, report) is { } source)
        {
            return Csv(source.Text);
        }

        report(ProjectRules.InvalidUnitTest.At(place, $"the input {input} has no 'rows', and it is no seed whose file would give them", "add 'rows:', '[]' for none"));
        return ValueList.Empty;
    }

    private string Fixture(string name, ProjectFile file, Location place)
    {
        if (_files.TryGetValue((file.Package, name), out var found) && FileReader.Read(found.FullPath, found.DisplayPath, report) is { } source)
        {
            return source.Text;
        }

        report(ProjectRules.InvalidUnitTest.At(
            place, $"there is no fixture file '{name}'",
            Spelling.Hint(name, _files.Keys.Select(k => k.Name)) ?? $"write tests/fixtures/{name}.csv or tests/fixtures/{name}.sql"));
        return "";
    }

    private static ValueList Csv(string text)
    {
        var records = CsvReader.Read(text, ',');
        return new ValueList(records.Skip(1).Select(record => (object?)new ValueMap(
            records[0].Select((name, i) => KeyValuePair.Create(name ?? "", (object?)(i < record.Length && record[i] is { Length: > 0 } cell ? cell : null))))));
    }

    /// <summary>A row without nulls changes place with the first one: where types are read off the first row, it has them all.</summary>
    private static ValueList FirstWhole(ValueList rows)
    {
        var all = rows.ToList();
        var whole = all.FindIndex(r => r is ValueMap row && row.Values.All(v => v is not null));
        if (whole > 0)
        {
            (all[0], all[whole]) = (all[whole], all[0]);
        }

        return new ValueList(all);
    }
}
