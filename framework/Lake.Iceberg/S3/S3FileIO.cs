using Amazon.S3;
using Amazon.S3.Model;
using Amazon.S3.Transfer;
using Lake.Iceberg.Storage;
using Lake.Text;

namespace Lake.Iceberg.S3;

/// <summary>
/// Files in object storage. Other programs write to files of this machine, which <see cref="Flush"/> uploads, and read
/// from copies in a cache.
/// </summary>
public sealed class S3FileIO : IFileIO, IDisposable
{
    private const int MostSideBySide = 8;
    private readonly S3Clients _clients;
    private readonly FileCache _cache;
    private readonly ConditionalPut _conditional = new();
    private readonly Lazy<string> _staging;

    public S3FileIO(S3Clients clients, FileCache cache)
    {
        (_clients, _cache) = (clients, cache);
        _staging = new Lazy<string>(cache.NewFolder);
    }

    public bool Exists(string location) => IsStaged(location) || Guard(location, async (client, at) =>
    {
        try
        {
            await client.GetObjectMetadataAsync(at.Bucket, at.Key).ConfigureAwait(false);
            return true;
        }
        catch (AmazonS3Exception e) when (S3Failure.IsAbsent(e))
        {
            return false;
        }
    });

    public string Canonical(string location) => S3Location.Parse(location).ToString().TrimEnd('/');

    public byte[]? TryRead(string location) => IsStaged(location) ? File.ReadAllBytes(StagedPath(location)) : Guard(location, async (client, at) =>
    {
        try
        {
            using var response = await client.GetObjectAsync(at.Bucket, at.Key).ConfigureAwait(false);
            using var content = new MemoryStream();
            await response.ResponseStream.CopyToAsync(content).ConfigureAwait(false);
            return content.ToArray();
        }
        catch (AmazonS3Exception e) when (S3Failure.IsAbsent(e))
        {
            return null;
        }
    });

    public void Write(string location, ReadOnlySpan<byte> content, bool durable = true)
    {
        var bytes = content.ToArray();
        Guard(location, async (client, at) =>
        {
            using var stream = new MemoryStream(bytes);
            return await client.PutObjectAsync(new PutObjectRequest { BucketName = at.Bucket, Key = at.Key, InputStream = stream }).ConfigureAwait(false);
        });
    }

    public void Flush(IReadOnlyCollection<string> locations)
    {
        SideBySide([.. locations.Where(IsStaged)], Upload);
    }

    public bool TryCreate(string location, ReadOnlySpan<byte> content, string? onlyIfExists = null)
    {
        var bytes = content.ToArray();
        return (onlyIfExists is null || Exists(onlyIfExists))
            && Guard(location, (client, at) => _conditional.TryCreate(client, at, bytes), IcebergRules.CommitStateUnknown);
    }

    /// <summary>
    /// The place of <paramref name="unlessExists"/> is taken by a copy of the newest meanwhile, so that nobody can make
    /// that file before all are gone.
    /// </summary>
    public bool DeleteTogether(IReadOnlyList<string> locations, string? unlessExists = null)
    {
        if (unlessExists is not null && locations.Count > 0 && !TryCreate(unlessExists, this.Read(locations[^1])))
        {
            return false;
        }

        foreach (var location in locations)
        {
            Delete(location);
        }

        if (unlessExists is not null)
        {
            Delete(unlessExists);
        }

        return true;
    }

    public void Delete(string location)
    {
        if (IsStaged(location))
        {
            StorageFailure.TryDelete(StagedPath(location));
            return;
        }

        Guard(location, (client, at) => client.DeleteObjectAsync(at.Bucket, at.Key));
    }

    public IReadOnlyList<string> ListFiles(string folder) => List(folder).Files;

    public IReadOnlyList<string> ListFolders(string folder) => List(folder).Folders;

    public IEnumerable<StoredFile> ListAll(string folder)
    {
        var prefix = PrefixOf(folder);
        return Guard(folder, async (client, at) =>
        {
            var files = new List<StoredFile>();
            await foreach (var page in Pages(client, new() { BucketName = at.Bucket, Prefix = prefix }).ConfigureAwait(false))
            {
                files.AddRange((page.S3Objects ?? [])
                    .Where(o => o.Key.Length > prefix.Length && !o.Key[(o.Key.LastIndexOf('/') + 1)..].StartsWith('.'))
                    .Select(o => new StoredFile($"{folder.TrimEnd('/')}/{o.Key[prefix.Length..]}", o.Size ?? 0, o.LastModified ?? DateTimeOffset.MaxValue, o.ETag?.Trim('"'))));
            }

            // A bucket may list in any order.
            return files.OrderBy(file => file.Location, StringComparer.Ordinal).ToList();
        });
    }

    /// <summary>An empty object whose key ends in a slash, as other programs mark folders.</summary>
    public void CreateFolder(string folder) => Write(folder + "/", []);

    public void DeleteEmptyFolders(string folder)
    {
        var (files, folders) = List(folder);
        foreach (var child in folders)
        {
            DeleteEmptyFolders($"{folder}/{child}");
        }

        if (files.Count == 0)
        {
            Delete(folder + "/");
        }
    }

    /// <summary>Whether other programs can read object storage themselves; then <see cref="InputPath"/> is the location where there is no copy.</summary>
    public bool IsReadByOthers { get; set; }

    public string OutputPath(string location)
    {
        var path = StagedPath(location);
        Directory.CreateDirectory(Path.GetDirectoryName(path) ?? _staging.Value);
        return path;
    }

    public string InputPath(string location)
    {
        if (IsStaged(location))
        {
            return StagedPath(location);
        }

        return _cache.Find(location) ?? (IsReadByOthers ? S3Location.Parse(location).ToString() : Download(location));
    }

    public void Fetch(IReadOnlyCollection<string> locations)
    {
        if (IsReadByOthers)
        {
            return;
        }

        SideBySide([.. locations.Where(l => !IsStaged(l))], location => InputPath(location));
    }

    private string Download(string location)
    {
        return Guard(location, async (client, at) =>
        {
            var path = Path.Combine(_staging.Value, $"{Guid.NewGuid():n}.part");
            try
            {
                using var response = await client.GetObjectAsync(at.Bucket, at.Key).ConfigureAwait(false);
                await response.WriteResponseStreamToFileAsync(path, append: false, CancellationToken.None).ConfigureAwait(false);
            }
            catch (AmazonS3Exception e) when (S3Failure.IsAbsent(e))
            {
                throw IcebergRules.MissingFile.Error(null, $"The file '{location}' is missing.", FileIOExtensions.Remedy);
            }

            return _cache.Add(location, path);
        });
    }

    public void Dispose()
    {
        _clients.Dispose();
        if (_staging.IsValueCreated && Directory.Exists(_staging.Value))
        {
            Directory.Delete(_staging.Value, recursive: true);
        }
    }

    private static void SideBySide(IReadOnlyList<string> locations, Action<string> action)
    {
        try
        {
            Parallel.ForEach(locations, new ParallelOptions { MaxDegreeOfParallelism = MostSideBySide }, action);
        }
        catch (AggregateException e) when (e.InnerExceptions.OfType<DiagnosticException>().FirstOrDefault() is { } failure)
        {
            throw new DiagnosticException(failure.Diagnostic, e);
        }
    }

    private bool IsStaged(string location) => _staging.IsValueCreated && File.Exists(StagedPath(location));

    private string StagedPath(string location)
    {
        var at = S3Location.Parse(location);
        return Path.Combine([_staging.Value, at.Bucket, .. at.Key.Split('/')]);
    }

    private void Upload(string location)
    {
        var path = StagedPath(location);
        Guard(location, async (client, at) =>
        {
            // Large files go in parts.
            using var transfer = new TransferUtility(client);
            await transfer.UploadAsync(path, at.Bucket, at.Key).ConfigureAwait(false);
            return true;
        });
        _cache.Add(location, path);
    }

    private (List<string> Files, List<string> Folders) List(string folder)
    {
        var prefix = PrefixOf(folder);
        return Guard(folder, async (client, at) =>
        {
            var (files, folders) = (new List<string>(), new List<string>());
            await foreach (var page in Pages(client, new() { BucketName = at.Bucket, Prefix = prefix, Delimiter = "/" }).ConfigureAwait(false))
            {
                files.AddRange((page.S3Objects ?? []).Select(o => o.Key[prefix.Length..]).Where(name => name.Length > 0));
                folders.AddRange((page.CommonPrefixes ?? []).Select(p => p[prefix.Length..].TrimEnd('/')));
            }

            return (files, folders);
        });
    }

    private static string PrefixOf(string folder) => S3Location.Parse(folder).Key is { Length: > 0 } key ? key.TrimEnd('/') + "/" : "";

    private static async IAsyncEnumerable<ListObjectsV2Response> Pages(IAmazonS3 client, ListObjectsV2Request request)
    {
        ListObjectsV2Response page;
        do
        {
            page = await client.ListObjectsV2Async(request).ConfigureAwait(false);
            yield return page;
            request.ContinuationToken = page.NextContinuationToken;
        }
        while (page.IsTruncated == true);
    }

    /// <param name="unknown">The rule of a failure after which nobody knows whether the request was carried out.</param>
    private T Guard<T>(string location, Func<IAmazonS3, S3Location, Task<T>> action, DiagnosticRule? unknown = null)
    {
        var at = S3Location.Parse(location);
        try
        {
            return action(_clients.For(at), at).GetAwaiter().GetResult();
        }
        catch (Exception e) when (S3Failure.IsFailure(e))
        {
            var diagnostic = S3Failure.Describe(location, e);
            throw new DiagnosticException(
                unknown is not null && diagnostic.Rule == IcebergRules.StorageUnavailable
                    ? unknown.At(null, $"Nobody knows whether '{location}' was written: {diagnostic.Message}", "nothing was removed; look at the table's newest snapshot before running it again")
                    : diagnostic,
                e);
        }
    }
}
