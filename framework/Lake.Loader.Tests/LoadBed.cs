using System.Collections.Immutable;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using Lake.Engines;
using Lake.Engines.DuckDb;
using Lake.Engines.DuckDb.Sessions;
using Lake.Iceberg.Catalogs;
using Lake.Iceberg.Storage;
using Lake.Loader.Loading;
using Lake.Loader.Streams;
using Lake.Testing;
using Lake.Text;
using Lake.Yaml;
using Lake.Yaml.Tree;
using Shouldly;

namespace Lake.Loader.Tests;

/// <summary>A project of one or several streams over a lakehouse in a folder of its own.</summary>
internal sealed class LoadBed : IDisposable
{
    private readonly TemporaryFolder _folder;
    private readonly StepClock _clock;

    public LoadBed(string streams)
        : this(streams, new TemporaryFolder(), new StepClock())
    {
    }

    public LoadBed(IEnumerable<StreamFile> files)
        : this(null, files, new TemporaryFolder(), new StepClock())
    {
    }

    private LoadBed(string streams, TemporaryFolder folder, StepClock clock)
        : this((YamlDocument.Parse(new SourceFile("lake_project.yml", streams)).Root as YamlMapping)?.Find("streams")?.Value, [], folder, clock)
    {
    }

    private LoadBed(YamlNode? streams, IEnumerable<StreamFile> files, TemporaryFolder folder, StepClock clock)
    {
        (_folder, _clock) = (folder, clock);
        (Streams, var diagnostics) = StreamDefinitionReader.Read(streams, files);
        diagnostics.ShouldBeEmpty();
        Session = NewSession();
    }

    public ImmutableArray<StreamDefinition> Streams { get; }

    public IEngineSession Session { get; private set; }

    /// <summary>The same folder with other streams; disposed before this one.</summary>
    public LoadBed With(string streams) => new(streams, _folder, _clock);

    public string Root => _folder.Path;

    public string this[string relative] => _folder[relative];

    public void Write(string path, string text) => _folder.Write(path, text);

    public void WriteBytes(string path, byte[] bytes)
    {
        _folder.Write(path, "");
        File.WriteAllBytes(_folder[path], bytes);
    }

    public void WriteGzip(string path, string text)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            gzip.Write(Encoding.UTF8.GetBytes(text));
        }

        WriteBytes(path, packed.ToArray());
    }

    public void WriteParquet(string path, string query)
    {
        _folder.Write(path, "");
        Session.Execute($"COPY ({query}) TO '{_folder[path].Replace("'", "''", StringComparison.Ordinal)}' (FORMAT parquet)").Dispose();
    }

    /// <summary>Another process: it knows only what was published.</summary>
    public void Restart()
    {
        Session.Dispose();
        Session = NewSession();
    }

    /// <summary>One line a stream, then one a diagnostic.</summary>
    public string Load(IEngineSession? session = null, params string[] fullRefresh)
    {
        return Tell(StreamLoader.Load(Streams, session ?? Session, Options with { FullRefresh = [.. fullRefresh] }));
    }

    public LoadOptions Options => new(_folder.Path) { Time = _clock };

    public static string Tell(IReadOnlyList<StreamResult> results)
    {
        return string.Join('\n', results.SelectMany(r => (IEnumerable<string>)
        [
            string.Create(CultureInfo.InvariantCulture, $"{r.Stream.Name}: {r.Loaded} of {r.Matched} files, {r.Rows} rows, {r.Rejected} rejected{(r.Replayed is { } replayed ? $", {replayed} replayed" : "")}{(r.Succeeded ? "" : ", failed")}"),
            .. r.Diagnostics.Select(d => $"  {d.Id}: {d.Message}"),
        ]));
    }

    /// <summary>What the diagnostics of a load advise, one a line.</summary>
    public string Hints() => string.Join(
        '\n', StreamLoader.Load(Streams, Session, new LoadOptions(_folder.Path) { Time = _clock }).SelectMany(r => r.Diagnostics).Select(d => $"{d.Id}: {d.Hint}"));

    public string Query(string sql, IEngineSession? session = null)
    {
        using var result = (session ?? Session).Execute(sql);
        return string.Join('\n', result.Rows.Select(row => string.Join('|', row.Select(c => Convert.ToString(c, CultureInfo.InvariantCulture)))));
    }

    public IEngineSession NewSession(IFileIO? files = null) =>
        new DuckDbEngine(new FileSystemCatalog(LocalPath.ToLocation(_folder["warehouse"]), files), new DuckDbEngineOptions { Threads = 2 }).OpenSession();

    public void Dispose()
    {
        Session.Dispose();
        _folder.Dispose();
    }

    /// <summary>A minute passes between any two looks at it.</summary>
    private sealed class StepClock : TimeProvider
    {
        private DateTimeOffset _now = new(2025, 6, 1, 0, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => _now = _now.AddMinutes(1);
    }
}
