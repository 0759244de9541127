using Lake.Project.Files;
using Lake.Project.Rules;
using Lake.Text;

namespace Lake.Project.Loading;

/// <summary>dbt's <c>catalogs.yml</c> says where platforms write Iceberg tables; here all of them are in the lakehouse's own catalog.</summary>
internal static class CatalogsFile
{
    private const string Name = "catalogs.yml";

    public static void Check(string directory, Action<Diagnostic> report)
    {
        if (File.Exists(Path.Combine(directory, Name)) && FileReader.Read(Path.Combine(directory, Name), Name, report) is { } source)
        {
            report(ProjectRules.CatalogsNotRead.At(
                source.At(new TextSpan(0, 0)), $"{Name} is not read: every table is an Iceberg table of the lakehouse's one catalog, whatever 'catalog_name' says",
                "say which catalog under 'catalog:' of the project file or of the target, and remove the file or silence this warning"));
        }
    }
}
