using System.Collections.Immutable;
using Lake.Text;
using Lake.Yaml;
using Lake.Yaml.Tree;

namespace Lake.Loader.Streams;

/// <summary>The columns of a stream as its files were found to have them: a file to review, beside the stream's own.</summary>
internal static class ContractFile
{
    /// <param name="known">What the stream itself says of columns, which counts more.</param>
    public static ImmutableArray<StreamColumn> Read(SourceFile? file, ImmutableArray<StreamColumn> known, Action<Diagnostic> report)
    {
        if (file is null)
        {
            return [];
        }

        var document = YamlDocument.Parse(file);
        foreach (var problem in document.Diagnostics)
        {
            report(problem);
        }

        if (document.Root is not YamlMapping mapping)
        {
            return [];
        }

        var reader = new MappingReader(mapping, report, $"the contract {file.Path}", StreamKeys.ContractFile);
        var columns = new StreamValues(reader, report).Columns();
        reader.ReportUnknown("remove it: a contract has 'columns:' only");
        return [.. columns.Where(c => !known.Any(k => string.Equals(k.Name, c.Name, StringComparison.OrdinalIgnoreCase))).Select(c => c with { IsInferred = true })];
    }
}
