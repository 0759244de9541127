using Lake.Project.Keys;
using Lake.Project.Properties;
using Lake.Project.Rules;
using Lake.Text;
using Lake.Yaml;

namespace Lake.Project.Loading;

/// <summary>Sources of packages with what other files say in their place.</summary>
internal sealed class SourceOverrides(IReadOnlyCollection<PropertyFile> files, Action<Diagnostic> report)
{
    private readonly Dictionary<(string Package, string Name), SourceOverride> _all = files.SelectMany(f => f.Overrides)
        .GroupBy(o => (o.Package, o.Name)).ToDictionary(g => g.Key, g => g.First());

    /// <summary>Whether a file that did not change has to be read, since one of its sources is changed by another file.</summary>
    public bool Concerns(Units.FileUnit unit) => _all.Count > 0 && unit.Sources.Any(s => _all.ContainsKey((s.PackageName, s.SourceName)));

    public void Apply(IEnumerable<PropertyFile> all)
    {
        if (_all.Count == 0)
        {
            return;
        }

        var used = new HashSet<SourceOverride>();
        foreach (var file in all)
        {
            using var _ = file.Unit.Enter();
            for (var i = 0; i < file.Sources.Count; i++)
            {
                if (_all.GetValueOrDefault((file.Sources[i].File.Package, file.Sources[i].Name)) is { } change && Changed(file.Sources[i], change) is { } changed)
                {
                    (file.Sources[i], file.Unit.IsOpen) = (changed, true);
                    used.Add(change);
                }
            }
        }

        foreach (var change in files.SelectMany(f => f.Overrides).Where(o => !used.Contains(o)))
        {
            report(_all[(change.Package, change.Name)] == change
                ? ProjectRules.UnknownPropertyTarget.At(
                    change.Location, $"the package '{change.Package}' has no source '{change.Name}' to override", "check the names, or leave out 'overrides:' to declare a source of your own")
                : ProjectRules.DuplicateProperties.At(
                    change.Location, $"the source '{change.Name}' of '{change.Package}' is overridden twice", "merge the two entries"));
        }
    }

    private SourceDeclaration? Changed(SourceDeclaration source, SourceOverride change)
    {
        var reader = new SourceReader(source.File, report, new ResourceReader(source.File, source.Location.Source, report));
        // As in dbt, states go by what the source itself says of its place.
        return reader.Read(new MappingReader(SourceOverride.Merge(source.Entry, change.Entry), SourceKeys.Source), source.Written);
    }
}
