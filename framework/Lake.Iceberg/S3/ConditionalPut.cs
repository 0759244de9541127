using System.Collections.Concurrent;
using Amazon.S3;
using Amazon.S3.Model;

namespace Lake.Iceberg.S3;

/// <summary>
/// Makes an object unless there is one, on which a catalog's commits rest. Some stores take the condition and overwrite
/// all the same, so each bucket has to prove once that it refuses.
/// </summary>
internal sealed class ConditionalPut
{
    private readonly ConcurrentDictionary<string, bool> _proven = new(StringComparer.Ordinal);

    /// <summary>False when the object exists. Fails with <see cref="IcebergRules.NoConditionalPut"/>.</summary>
    public async Task<bool> TryCreate(IAmazonS3 client, S3Location location, byte[] content)
    {
        if (!_proven.ContainsKey(location.Bucket))
        {
            await Prove(client, location).ConfigureAwait(false);
            _proven[location.Bucket] = true;
        }

        return await Put(client, location, content).ConfigureAwait(false)
            // An answer that got lost makes the client ask again, and find what it has written itself.
            || await Holds(client, location, content).ConfigureAwait(false);
    }

    private static async Task Prove(IAmazonS3 client, S3Location location)
    {
        var folder = location.Key[..(location.Key.LastIndexOf('/') + 1)];
        var scratch = location with { Key = $"{folder}.lake-proof-{Guid.NewGuid():n}" };
        try
        {
            await Put(client, scratch, [1]).ConfigureAwait(false);
            if (await Put(client, scratch, [2]).ConfigureAwait(false))
            {
                throw IcebergRules.NoConditionalPut.Error(
                    null,
                    $"The storage of bucket '{location.Bucket}' overwrites objects that it was asked to leave alone (If-None-Match), so two writers could each lose the other's commit.",
                    "keep the files there, and the catalog in PostgreSQL (catalog type: jdbc) or behind a REST catalog");
            }
        }
        finally
        {
            await client.DeleteObjectAsync(scratch.Bucket, scratch.Key).ConfigureAwait(false);
        }
    }

    private static async Task<bool> Put(IAmazonS3 client, S3Location location, byte[] content)
    {
        try
        {
            using var stream = new MemoryStream(content);
            await client.PutObjectAsync(new PutObjectRequest
            {
                BucketName = location.Bucket,
                Key = location.Key,
                InputStream = stream,
                IfNoneMatch = "*",
            }).ConfigureAwait(false);
            return true;
        }
        catch (AmazonS3Exception e) when (S3Failure.IsTaken(e))
        {
            return false;
        }
    }

    private static async Task<bool> Holds(IAmazonS3 client, S3Location location, byte[] content)
    {
        try
        {
            using var response = await client.GetObjectAsync(location.Bucket, location.Key).ConfigureAwait(false);
            using var found = new MemoryStream();
            await response.ResponseStream.CopyToAsync(found).ConfigureAwait(false);
            return found.ToArray().AsSpan().SequenceEqual(content);
        }
        catch (AmazonS3Exception e) when (S3Failure.IsAbsent(e))
        {
            return false;
        }
    }
}
