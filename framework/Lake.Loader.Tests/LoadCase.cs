using System.Globalization;
using System.Text;
using Lake.Loader.Loading;
using Lake.Loader.Streams;
using Lake.Text;

namespace Lake.Loader.Tests;

/// <summary>
/// What happens to a project, as a text: <c>--- path</c> begins a file, <c>&gt;&gt;&gt; command</c> is done when the lines
/// before it are. Commands: <c>load [full-refresh] [from DAY] [to DAY] [reload]</c>, <c>plan</c>, <c>replay</c> and <c>contract</c> with the same words, <c>query SQL</c>, <c>parquet PATH SQL</c>, <c>delete PATH</c>, <c>files FOLDER</c>.
/// </summary>
internal sealed class LoadCase : IDisposable
{
    private readonly LoadBed _bed = new("streams: []");
    private readonly StringBuilder _said = new();

    public static string Run(string text)
    {
        using var run = new LoadCase();
        var content = new StringBuilder();
        string? file = null;
        foreach (var line in text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n').Append(">>> "))
        {
            if (!line.StartsWith("--- ", StringComparison.Ordinal) && !line.StartsWith(">>> ", StringComparison.Ordinal))
            {
                content.Append(line).Append('\n');
                continue;
            }

            if (file is not null)
            {
                run._bed.Write(file, content.ToString());
            }

            content.Clear();
            file = line.StartsWith("--- ", StringComparison.Ordinal) ? line[4..].Trim() : null;
            if (file is null && line.Length > 4)
            {
                run.Do(line);
            }
        }

        return run._said.ToString();
    }

    public void Dispose() => _bed.Dispose();

    private void Do(string line)
    {
        var words = line[4..].Split(' ', 3, StringSplitOptions.RemoveEmptyEntries);
        var outcome = words[0] switch
        {
            "load" => Load(line[4..].Split(' ')),
            "plan" or "replay" or "contract" => Load(line[4..].Split(' ')),
            "query" => _bed.Query(line[">>> query ".Length..]),
            "parquet" => Write(words[1], words[2]),
            "delete" => Delete(words[1]),
            "files" => Files(words[1]),
            var other => throw new InvalidOperationException($"There is no command '{other}'."),
        };
        outcome = outcome.Replace(_bed.Root, "ROOT", StringComparison.Ordinal);
        _said.Append(line).Append('\n').Append(outcome).Append(outcome.Length == 0 ? "" : "\n");
    }

    private string Load(string[] words)
    {
        var (streams, problems) = StreamDefinitionReader.Read(null, StreamFile.Find(_bed.Root, ["project/streams"]));
        var options = _bed.Options with
        {
            FullRefresh = [.. streams.Select(s => s.Name).Where(_ => words.Contains("full-refresh"))],
            Reload = words.Contains("reload"),
            From = Day("from"),
            To = Day("to"),
        };
        if (words[0] == "plan")
        {
            return string.Join('\n', StreamLoader.Plan(streams, _bed.Session, options).SelectMany(p => (IEnumerable<string>)
            [
                string.Create(CultureInfo.InvariantCulture, $"{p.Stream.Name}: {p.Files} of {p.Matched} files, {p.Bytes} bytes, {p.Commits} commits, {p.Rejected} rejected in {p.SampledFiles} files"),
                .. p.SchemaChanges.Select(c => $"  {c}"),
                .. p.Diagnostics.Select(d => $"  {d.Id}: {d.Message}"),
            ]));
        }

        if (words[0] == "contract")
        {
            return string.Join('\n', StreamLoader.InferContracts(streams, _bed.Session, options).SelectMany(Write));
        }

        if (words[0] == "replay")
        {
            return LoadBed.Tell(StreamLoader.ReplayRejected(streams, _bed.Session, options));
        }

        return string.Concat(problems.Select(p => DiagnosticText.Draw(p, false))) + LoadBed.Tell(StreamLoader.Load(streams, _bed.Session, options));

        DateOnly? Day(string word) => Array.IndexOf(words, word) is var at and >= 0 ? DateOnly.Parse(words[at + 1], CultureInfo.InvariantCulture) : null;
    }

    private IEnumerable<string> Write(ContractDraft draft)
    {
        if (draft is { Path: { } path, Changes.IsEmpty: false })
        {
            _bed.Write(path, draft.Text);
        }

        return [$"{draft.Path}: {draft.SampledFiles} files", .. draft.Changes.Select(c => $"  {c}"), .. draft.Diagnostics.Select(d => $"  {d.Id}: {d.Message}"), draft.Text.TrimEnd('\n')];
    }

    private string Write(string path, string query)
    {
        _bed.WriteParquet(path, query);
        return "";
    }

    private string Files(string folder) => !Directory.Exists(_bed[folder]) ? "" : string.Join(
        '\n', Directory.EnumerateFiles(_bed[folder], "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(_bed.Root, f)).Order(StringComparer.Ordinal));

    private string Delete(string path)
    {
        File.Delete(_bed[path]);
        return "";
    }
}
