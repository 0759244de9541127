using System.Net;
using Amazon.Runtime;
using Lake.Text;

namespace Lake.Iceberg.S3;

/// <summary>What object storage refused, as a diagnostic. Its own messages name keys and hosts, never secrets.</summary>
internal static class S3Failure
{
    public static bool IsAbsent(AmazonServiceException e) => e.StatusCode == HttpStatusCode.NotFound && e.ErrorCode != "NoSuchBucket";

    /// <summary>Of a conditional PUT: somebody else has written the key, or is just doing it.</summary>
    public static bool IsTaken(AmazonServiceException e) => e.StatusCode is HttpStatusCode.PreconditionFailed or HttpStatusCode.Conflict;

    public static bool IsFailure(Exception e) => e is AmazonServiceException or AmazonClientException or HttpRequestException or IOException or TimeoutException or OperationCanceledException;

    public static Diagnostic Describe(string location, Exception failure) => failure switch
    {
        AmazonServiceException { ErrorCode: "NoSuchBucket" } => IcebergRules.StorageUnavailable.At(
            null, $"'{location}' cannot be reached: there is no bucket '{S3Location.Parse(location).Bucket}'.", "create the bucket, or correct its name"),
        AmazonServiceException { StatusCode: HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized } denied => IcebergRules.StorageDenied.At(
            null,
            $"'{location}' may not be accessed with the credentials in use ({denied.ErrorCode}).",
            "check the access key and its rights; keys are taken from the catalog's s3 options, else from AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, a profile or the machine's role"),
        AmazonServiceException refused when refused.StatusCode != 0 => IcebergRules.StorageUnavailable.At(
            null, $"'{location}' cannot be read or written: {(int)refused.StatusCode} {refused.ErrorCode}.", "try again; if it stays so, ask whoever runs the storage"),
        AmazonClientException { Message: var message } when message.Contains("credentials", StringComparison.OrdinalIgnoreCase) => IcebergRules.StorageDenied.At(
            null, $"There are no credentials for '{location}'.", "set access_key_id and secret_access_key under s3, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY in the environment"),
        _ => IcebergRules.StorageUnavailable.At(
            null, $"'{location}' cannot be reached: {failure.GetBaseException().Message.TrimEnd('.')}.", "check the endpoint and the network"),
    };
}
