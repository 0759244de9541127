using System.Formats.Tar;
using System.IO.Compression;
using Lake.Project.Contexts;
using Lake.Project.Rules;

namespace Lake.Project.Packages;

/// <summary>Files from elsewhere, in a folder of their own that goes with this object.</summary>
internal sealed class Downloads(SecretScrubber secrets) : IDisposable
{
    private readonly HttpClient _client = new() { Timeout = TimeSpan.FromSeconds(60) };

    public string Directory { get; } = System.IO.Directory.CreateTempSubdirectory("lake-packages-").FullName;

    public byte[] Bytes(Uri uri, PackageRequest request)
    {
        try
        {
            if (uri.IsFile)
            {
                return File.ReadAllBytes(uri.LocalPath);
            }

            using var message = new HttpRequestMessage(HttpMethod.Get, uri);
            using var response = _client.Send(message);
            if (response.StatusCode == System.Net.HttpStatusCode.NotFound && request.Source == PackageSource.Hub)
            {
                throw PackageRules.InvalidPackage.Error(request.Place, $"the hub has no package '{request.Address}'", "check how it is spelt");
            }

            response.EnsureSuccessStatusCode();
            using var content = new MemoryStream();
            response.Content.ReadAsStream().CopyTo(content);
            return content.ToArray();
        }
        catch (Exception e) when (e is HttpRequestException or IOException or UnauthorizedAccessException or TaskCanceledException or NotSupportedException)
        {
            throw PackageRules.UnreachablePackage.Error(
                request.Place, $"'{request.WrittenAddress}' cannot be fetched: {secrets.Scrub(e.Message)}",
                "check the address and the network; without a network, take a copy and name its folder with 'local:'");
        }
    }

    /// <summary>Unpacks a <c>.tar.gz</c> that holds one folder, and gives that folder.</summary>
    public string Unpack(Uri uri, PackageRequest request)
    {
        var folder = Path.Combine(Directory, Guid.NewGuid().ToString("n"));
        System.IO.Directory.CreateDirectory(folder);
        try
        {
            using var stream = new GZipStream(new MemoryStream(Bytes(uri, request)), CompressionMode.Decompress);
            TarFile.ExtractToDirectory(stream, folder, overwriteFiles: false);
        }
        catch (Exception e) when (e is InvalidDataException or FormatException or IOException)
        {
            throw PackageRules.InvalidPackage.Error(request.Place, $"what '{request.WrittenAddress}' leads to is no .tar.gz: {e.Message}", "check the address");
        }

        return System.IO.Directory.GetFileSystemEntries(folder) is [var only] && System.IO.Directory.Exists(only)
            ? only
            : throw PackageRules.InvalidPackage.Error(request.Place, $"the tarball '{request.WrittenAddress}' does not hold one folder with the package in it", "pack the folder of the package");
    }

    public void Dispose()
    {
        _client.Dispose();
        DeleteTree(Directory);
    }

    /// <summary>Git leaves its objects read-only, which some systems refuse to delete; links are deleted, not what they lead to.</summary>
    public static void DeleteTree(string folder)
    {
        if (new DirectoryInfo(folder) is { LinkTarget: not null } link)
        {
            link.Delete();
            return;
        }

        foreach (var entry in new DirectoryInfo(folder).EnumerateFileSystemInfos("*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint }))
        {
            entry.Attributes = entry is DirectoryInfo ? FileAttributes.Directory : FileAttributes.Normal;
        }

        System.IO.Directory.Delete(folder, recursive: true);
    }
}
